// The customer's page of a quote: says that somebody really looked, and lets them draw a signature.

export function startOffer() {
  const seen = document.querySelector("form[data-seen]")
  if (seen && !seen.dataset.told) {
    seen.dataset.told = "yes"
    const tell = () => fetch(seen.action, { method: "POST", body: new URLSearchParams(new FormData(seen)) })
    setTimeout(() => document.visibilityState === "visible" ? tell() : addEventListener("visibilitychange", tell, { once: true }), 1500)
  }

  document.querySelectorAll("[data-sign]").forEach(area => {
    if (!area.hidden) return
    area.hidden = false
    sign(area)
  })
}

function sign(area) {
  const [sheet, path, kept] = [area.querySelector("svg"), area.querySelector("path"), area.querySelector("input")]
  let drawing = false
  const at = event => {
    const box = sheet.getBoundingClientRect()
    return `${((event.clientX - box.left) * 400 / box.width).toFixed(0)} ${((event.clientY - box.top) * 120 / box.height).toFixed(0)}`
  }
  const add = (letter, event) => {
    kept.value += `${letter}${at(event)}`
    path.setAttribute("d", kept.value)
  }
  sheet.addEventListener("pointerdown", event => {
    drawing = true
    sheet.setPointerCapture(event.pointerId)
    add("M", event)
  })
  sheet.addEventListener("pointermove", event => { if (drawing) add("L", event) })
  for (const end of ["pointerup", "pointercancel"]) sheet.addEventListener(end, () => { drawing = false })
  area.querySelector("[data-clear]").addEventListener("click", () => {
    kept.value = ""
    path.setAttribute("d", "")
  })
}
