// Dragging a card fills in and submits the form that moves deals. Keys do the same. There is no second protocol.

export async function startBoard() {
  const board = document.querySelector("[data-board]")
  if (!board || board.dataset.mayMove !== "true") return
  if (!window.Sortable) await load(board.dataset.sortable)

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

function load(script) {
  return new Promise(done => {
    const element = document.createElement("script")
    element.src = script
    element.onload = done
    document.head.append(element)
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
    openMenu(card.querySelector(".tr-card-menu > a"))
  } else if (event.key === "Enter") {
    card.querySelector("a.tr-card-name")?.click()
  }
})

/** The menu of a card is fetched when it is opened: a board has many cards, and few menus are looked at. */
addEventListener("click", event => {
  const opener = event.target.closest?.(".tr-card-menu > a")
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  event.stopPropagation()
  if (opener.parentElement.querySelector(".tr-pop")) closeCardMenus()
  else openMenu(opener)
}, true)

async function openMenu(opener) {
  if (!opener) return
  closeCardMenus()
  const answer = await fetch(opener.href)
  const actions = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("card-actions")
  if (!actions) return location.assign(opener.href)

  const menu = document.createElement("div")
  menu.className = "tr-pop"
  menu.append(...actions.childNodes)
  opener.after(menu)
  opener.setAttribute("aria-expanded", "true")
  window.htmx?.process(menu)
  menu.querySelector("button, a")?.focus()
}

export function closeCardMenus(except) {
  document.querySelectorAll(".tr-card-menu > .tr-pop").forEach(menu => {
    if (except && menu.contains(except)) return
    menu.previousElementSibling.removeAttribute("aria-expanded")
    menu.remove()
  })
}

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
    end(card, zone.dataset.drop)
  } else if (column && column.dataset.stage !== card.dataset.stage) {
    submit(card, column.dataset.stage)
  }
}

function end(card, outcome) {
  const board = document.querySelector("[data-board]")
  const way = outcome === "Transferred" ? "transfer?" : `close?outcome=${outcome}&`
  location.assign(`/deals/${card.dataset.deal}/${way}returnUrl=${encodeURIComponent(board.dataset.address)}`)
}

/** One form moves every card: it stands beside the board, and only lacks the deal and the stage. */
function submit(card, stage) {
  const form = document.querySelector("form[data-move]")
  if (!form) return

  form.action = `/deals/${card.dataset.deal}/move`
  form.elements["Form.StageId"].value = stage
  card.setAttribute("aria-busy", "true")
  form.requestSubmit()
}
