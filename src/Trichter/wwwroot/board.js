// Dragging a card fills in and submits the card's own form. Keys do the same. There is no second protocol.

export function startBoard() {
  const board = document.querySelector("[data-board]")
  if (!board || board.dataset.mayMove !== "true" || !window.Sortable) return

  board.querySelectorAll("[data-cards]:not([data-ready])").forEach(list => {
    list.dataset.ready = ""
    new Sortable(list, {
      group: "deals", draggable: ".tr-card", animation: 150, ghostClass: "tr-card-slot", filter: ".tr-card-menu", preventOnFilter: false,
      delay: 150, delayOnTouchOnly: true, forceFallback: true, fallbackOnBody: true, fallbackTolerance: 5, fallbackClass: "tr-card-lifted",
      onStart: ({ item }) => lift(item),
      onMove: ({ to, dragged }) => hint(dragged, to.closest("[data-stage]")),
      onEnd: ({ item, to, from }) => drop(item, to, from),
    })
  })

  document.querySelectorAll("[data-drop]:not([data-ready])").forEach(zone => {
    zone.dataset.ready = ""
    new Sortable(zone, { group: { name: "deals", put: true, pull: false }, draggable: ".none", sort: false })
  })
}

addEventListener("keydown", event => {
  const card = event.target.closest?.(".tr-card")
  if (!card || event.target !== card) return

  if (event.shiftKey && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    event.preventDefault()
    const columns = [...document.querySelectorAll("[data-board] > [data-stage]")]
    const target = columns[columns.findIndex(column => column.dataset.stage === card.dataset.stage) + (event.key === "ArrowRight" ? 1 : -1)]
    if (target) submit(card, target.dataset.stage)
  } else if (event.key === "m") {
    event.preventDefault()
    const menu = card.querySelector("details.tr-card-menu")
    if (menu) {
      menu.open = true
      menu.querySelector("button, a")?.focus()
    }
  } else if (event.key === "Enter") {
    card.querySelector("a.tr-card-name")?.click()
  }
})

let exits = null

async function lift(card) {
  document.querySelector("[data-dock]").hidden = false
  card.closest(".tr-board").classList.add("is-dragging")
  exits = null
  const answer = await fetch(`/deals/${card.dataset.deal}/exits`)
  if (answer.ok) exits = await answer.json()
}

/** Shows in the column under the card what its stage would still ask for. */
function hint(card, column) {
  document.querySelectorAll(".tr-card-target").forEach(old => old.remove())
  document.querySelectorAll(".is-over").forEach(old => old.classList.remove("is-over"))
  const exit = exits?.[column?.dataset.stage]
  if (!exit) return

  column.classList.add("is-over")
  const box = document.createElement("div")
  box.className = "tr-card-target"
  const line = (text, className) => {
    const span = document.createElement("span")
    span.className = className
    span.textContent = text
    box.append(span)
  }
  line(exit.title, "tr-strong")
  exit.unmet.slice(0, 5).forEach(unmet => line((unmet.blocks ? "⛔ " : "⚠ ") + unmet.label, "tr-crit tr-crit-open"))
  line(exit.note, "tr-meta")
  column.querySelector(".tr-col-head").after(box)
  document.querySelector("[data-board-status]").textContent = `${exit.title}: ${exit.unmet.map(unmet => unmet.label).join(", ")} ${exit.note}`
}

function drop(card, to, from) {
  document.querySelector("[data-dock]").hidden = true
  document.querySelectorAll(".tr-card-target").forEach(old => old.remove())
  document.querySelectorAll(".is-over, .is-dragging").forEach(old => old.classList.remove("is-over", "is-dragging"))

  const zone = to.closest("[data-drop]")
  const column = to.closest("[data-stage]")
  if (zone) {
    from.append(card)
    card.querySelector(`a[data-ending="${zone.dataset.drop}"]`)?.click()
  } else if (column && column.dataset.stage !== card.dataset.stage) {
    submit(card, column.dataset.stage)
  }
}

function submit(card, stage) {
  const form = card.querySelector("form[data-move]")
  if (!form) return

  let chosen = form.querySelector("input[data-chosen]")
  if (!chosen) {
    chosen = document.createElement("input")
    chosen.type = "hidden"
    chosen.name = "Form.StageId"
    chosen.dataset.chosen = ""
    form.append(chosen)
  }
  chosen.value = stage
  card.setAttribute("aria-busy", "true")
  form.requestSubmit()
}
