// Keeps the page for the fair with its script and style, so that it opens without a connection. It answers nothing else.
const name = "fair"
const page = "/fair"
const patience = 5000

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(clients.claim()))
addEventListener("message", event => event.waitUntil(keep(event.data.parts).then(whole => event.source.postMessage({ whole }))))

addEventListener("fetch", event => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== "GET" || address.origin !== location.origin) return
  if (request.mode === "navigate" && address.pathname === page) event.respondWith(visit(request))
  else if (["script", "style", "font", "image"].includes(request.destination)) event.respondWith(fetch(request).catch(() => kept(request.url)))
})

/** The page as it is now; the kept one when nobody answers. Who is led to sign in is not shown what was kept for somebody else. */
async function visit(request) {
  try {
    const answer = await Promise.race([fetch(request), new Promise((_, reject) => setTimeout(reject, patience))])
    if (answer.type === "opaqueredirect") await caches.delete(name)
    else if (answer.ok) await (await caches.open(name)).put(page, answer.clone())
    return answer
  } catch {
    return kept(page)
  }
}

async function kept(address) {
  return await caches.match(address) ?? Response.error()
}

/** Everything the page is made of, as it is now; what it was made of before goes. */
async function keep(parts) {
  try {
    const answers = await Promise.all([page, ...parts].map(async part => [part, await fetch(part, { redirect: "manual" })]))
    if (answers.some(([, answer]) => !answer.ok)) return false
    const cache = await caches.open(name)
    const wanted = new Set(answers.map(([part]) => new URL(part, location).href))
    for (const known of await cache.keys()) if (!wanted.has(known.url)) await cache.delete(known)
    for (const [part, answer] of answers) await cache.put(part, answer)
    return true
  } catch {
    return false
  }
}
