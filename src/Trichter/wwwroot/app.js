// Only what plain forms and links cannot do. Everything that writes ends in a form that also works without this file.

let board = null
let live = null

const closeMenus = except => {
  document.querySelectorAll("details.tr-menu[open]").forEach(menu => { if (!menu.contains(except)) menu.open = false })
  board?.closeCardMenus(except)
  if (!except?.closest?.(".tr-find")) document.getElementById("found-here")?.replaceChildren()
}

addEventListener("click", event => closeMenus(event.target))

addEventListener("change", event => {
  if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit()
  if (event.target.matches("[data-check-all]")) [...event.target.form.elements].filter(box => box.name === "id").forEach(box => { box.checked = event.target.checked })
})

// What was kept of a page for use without a connection goes with whoever signs out.
addEventListener("submit", event => { if (event.target.matches("form[action='/sign-out']")) globalThis.caches?.delete("fair") }, { capture: true })

// Whoever types a value means the choice it belongs to.
addEventListener("input", event => {
  const choice = event.target.closest("label")?.querySelector("input[type=radio]")
  if (choice && choice !== event.target) choice.checked = true
})

let pending = ""
addEventListener("keydown", event => {
  if (event.key === "Escape") {
    const open = document.activeElement?.closest?.("details[open], .tr-card-menu")
    closeMenus(null)
    open?.querySelector("summary, a")?.focus()
    return
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault()
    focusSearch()
    return
  }
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.closest(".tr-find")) {
    walkFound(event.key === "ArrowDown" ? 1 : -1, event)
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return

  const chord = pending + event.key
  pending = event.key === "g" ? "g" : ""
  const go = { "/": focusSearch, n: () => visit("/deals/new"), gb: () => visit("/deals"), gt: () => visit("/today"), "?": showKeys, j: () => step(1), k: () => step(-1) }
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
  const action = go[chord] ?? go[event.key] ?? (pressed?.offsetParent ? () => pressed.click() : null)
  if (action) {
    event.preventDefault()
    action()
  }
})

function focusSearch() {
  const search = document.getElementById("search")
  if (search?.offsetParent) search.focus()
  else visit("/search")
}

/** Up and down from the search box through what it has found, and back. */
function walkFound(direction, event) {
  const links = [...document.querySelectorAll("#found-here a")]
  if (links.length === 0) return
  event.preventDefault()
  const next = links.indexOf(document.activeElement) + direction
  if (next < 0) focusSearch()
  else links[Math.min(next, links.length - 1)].focus()
}

function visit(address) {
  if (document.querySelector(".tr-side")) location.assign(address)
}

function showKeys() {
  document.getElementById("keys")?.showModal()
}

/** J and K walk through cards and rows. */
function step(direction) {
  const stops = [...document.querySelectorAll(".tr-card, [data-row] a, .tr-item-name")].filter(stop => stop.offsetParent)
  const here = stops.findIndex(stop => stop === document.activeElement || stop.contains(document.activeElement))
  stops[Math.max(0, Math.min(stops.length - 1, here < 0 ? 0 : here + direction))]?.focus()
}

/** A toast stays at least ten seconds, and as long as somebody points at it. */
function watchToasts() {
  document.querySelectorAll("[data-toast]:not([data-seen])").forEach(toast => {
    toast.dataset.seen = ""
    const leave = () => setTimeout(() => toast.matches(":hover, :focus-within") ? leave() : toast.remove(), 12000)
    leave()
  })
}

/** What only some pages need is fetched by those. */
async function start() {
  watchToasts()
  if (document.querySelector("[data-board]")) (board ??= await import("./board.js")).startBoard()
  if (document.querySelector("[data-dashboard]")) (await import("./dashboard.js")).startDashboard()
  if (document.querySelector("table[data-chart]")) (await import("./charts.js")).startCharts()
  if (document.querySelector("[data-grid]")) (await import("./grid.js")).startGrid()
  if (document.querySelector("[data-lines]")) (await import("./lines.js")).startLines()
  if (document.querySelector("form[data-seen], [data-sign]")) (await import("./offer.js")).startOffer()
  if (document.querySelector("form[data-fair]")) (await import("./fair.js")).startFair()
  if (document.querySelector("form[data-passkey]")) (await import("./passkeys.js")).startPasskeys()
  if (live || document.querySelector("[data-live]")) (live ??= await import("./live.js")).startLive()
}

document.addEventListener("htmx:after:swap", start)
if (document.readyState === "loading") addEventListener("DOMContentLoaded", start)
else start()
