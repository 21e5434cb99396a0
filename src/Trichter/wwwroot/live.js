// A page that shows what others change at the same time reads itself anew when they do, unless somebody is in the middle of something.
let source = null
let waiting = null

export function startLive() {
  const page = document.querySelector("[data-live]")
  if (source?.address === page?.dataset.live) return
  stop()
  if (page && !document.hidden) listen(page.dataset.live)
}

/** A hidden tab lets go of its connection: a browser has only a few for each host. */
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return stop()
  if (document.querySelector("[data-live]") && !source) {
    startLive()
    look()
  }
})
addEventListener("pagehide", stop)

function listen(address) {
  source = new EventSource(address)
  source.address = address
  source.addEventListener("changed", () => {
    clearTimeout(waiting)
    waiting = setTimeout(look, 400)
  })
}

function stop() {
  clearTimeout(waiting)
  source?.close()
  source = null
}

/** Somebody types, drags, or has a menu open: then the page says that there is news, and waits to be asked. */
function isBusy() {
  const field = document.activeElement
  const typing = field?.matches?.("#content input:not([type=hidden]), #content textarea, #content select")
  const typed = [...document.querySelectorAll("#content input, #content textarea")].some(its => its.type !== "hidden" && its.type !== "checkbox" && its.value !== its.defaultValue)
  return typing || typed || document.querySelector("#content details[open], .is-dragging, dialog[open]")
}

function look() {
  const news = document.getElementById("news")
  if (isBusy()) {
    if (news) news.hidden = false
    return
  }
  if (news) news.hidden = true
  window.htmx?.ajax("GET", location.pathname + location.search, { target: "#content", select: "#content", swap: "outerMorph" })
}
