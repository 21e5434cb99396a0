/** A script of a library that is no module: done when it has run. */
export function load(script) {
  return new Promise(done => {
    const element = document.createElement("script")
    element.src = script
    element.onload = done
    document.head.append(element)
  })
}
