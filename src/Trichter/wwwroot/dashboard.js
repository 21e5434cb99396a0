// Dragging a tile fills in and submits the form that orders them; the buttons on each tile do the same. There is no second protocol.

import { load } from "./load.js"

export async function startDashboard() {
  const tiles = document.querySelector("[data-dashboard]:not([data-ready])")
  if (!tiles) return
  tiles.dataset.ready = ""

  const full = document.querySelector("[data-fullscreen]")
  if (full && document.fullscreenEnabled) {
    full.hidden = false
    full.addEventListener("click", () => tiles.requestFullscreen())
  }

  if (!window.Sortable) await load(tiles.dataset.sortable)
  new Sortable(tiles, {
    draggable: "[data-tile]", filter: "a, button", preventOnFilter: false, animation: 150, delay: 150, delayOnTouchOnly: true,
    onEnd: ({ oldIndex, newIndex }) => oldIndex !== newIndex && order(tiles),
  })
}

function order(tiles) {
  const form = document.querySelector("form[data-order]")
  form.elements.order.value = [...tiles.querySelectorAll("[data-tile]")].map(tile => tile.dataset.tile).join(",")
  form.requestSubmit()
}
