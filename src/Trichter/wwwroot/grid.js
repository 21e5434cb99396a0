// A list as a sheet: arrows walk from cell to cell, Enter changes one, Escape leaves it as it was.

/** The address of the cell that was opened last, so that the eye finds its place again after saving. */
let opened = ""

const walked = new WeakSet()

export function startGrid() {
  document.querySelectorAll("[data-grid]").forEach(table => {
    if (walked.has(table)) return
    walked.add(table)
    table.addEventListener("keydown", walk)
  })
  document.querySelectorAll("[data-grid] tbody td:not([tabindex])").forEach(cell => cell.setAttribute("tabindex", "-1"))
  document.querySelectorAll("[data-grid]:not(:has(td[tabindex='0']))").forEach(table => table.querySelector("tbody td")?.setAttribute("tabindex", "0"))

  const edit = opened && !document.querySelector("[data-grid] [data-cell]") && [...document.querySelectorAll("a.tr-edit")].find(link => link.pathname === opened)
  if (edit) {
    opened = ""
    requestAnimationFrame(() => focus(edit.closest("td")))
  }
}

function walk(event) {
  const cell = event.target.closest("td")
  if (!cell) return
  if (event.target !== cell) {
    if (event.key === "Escape") leave(cell, event)
    return
  }

  const [row, column] = [cell.parentElement, cell.cellIndex]
  const next = {
    ArrowLeft: () => cell.previousElementSibling,
    ArrowRight: () => cell.nextElementSibling,
    ArrowUp: () => row.previousElementSibling?.cells[column],
    ArrowDown: () => row.nextElementSibling?.cells[column],
    Home: () => row.cells[0],
    End: () => row.cells[row.cells.length - 1],
  }[event.key]
  if (next) {
    event.preventDefault()
    focus(next())
  } else if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault()
    open(cell)
  }
}

function focus(cell) {
  if (!cell) return
  cell.closest("table").querySelectorAll("td[tabindex='0']").forEach(other => other.setAttribute("tabindex", "-1"))
  cell.setAttribute("tabindex", "0")
  cell.focus()
}

/** What can be changed is; else the link in the cell is followed. */
function open(cell) {
  const edit = cell.querySelector("a.tr-edit")
  if (!edit) {
    cell.querySelector("a, input")?.click()
    return
  }

  opened = edit.pathname
  cell.was = cell.innerHTML
  cell.addEventListener("htmx:after:swap", () => {
    const input = cell.querySelector("[data-cell] input:not([type=hidden]), [data-cell] select, [data-cell] textarea")
    input?.focus()
    input?.select?.()
  }, { once: true })
  edit.click()
}

function leave(cell, event) {
  if (!cell.was || !cell.querySelector("[data-cell]")) return
  event.preventDefault()
  event.stopPropagation()
  opened = ""
  cell.innerHTML = cell.was
  window.htmx?.process(cell)
  focus(cell)
}
