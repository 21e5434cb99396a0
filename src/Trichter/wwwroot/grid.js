// A list as a sheet: arrows walk from cell to cell, Enter changes one, Escape leaves it as it was.

export function startGrid() {
  document.querySelectorAll("[data-grid]:not([data-walked])").forEach(table => {
    table.dataset.walked = ""
    cells(table)[0]?.setAttribute("tabindex", "0")
    table.addEventListener("keydown", walk)
  })
}

const cells = table => [...table.querySelectorAll("tbody td")]

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
  cell.closest("table").querySelectorAll("td[tabindex]").forEach(other => other.removeAttribute("tabindex"))
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

  cell.was = [...cell.childNodes]
  cell.addEventListener("htmx:after:swap", () => cell.querySelector("[data-cell] input:not([type=hidden]), [data-cell] select, [data-cell] textarea")?.focus(), { once: true })
  edit.click()
}

function leave(cell, event) {
  if (!cell.was || !cell.querySelector("[data-cell]")) return
  event.preventDefault()
  event.stopPropagation()
  cell.replaceChildren(...cell.was)
  focus(cell)
}
