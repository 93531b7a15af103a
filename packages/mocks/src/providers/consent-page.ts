/**
 * A page on which a user agrees or refuses; the answer goes to the same address.
 *
 * @param query what the page was asked with, and comes back with the answer
 */
export function consentPage(provider: string, scope: string, query: object, email: string): string {
  const fields = Object.entries(query)
    .filter(([name, value]) => value !== undefined && name !== 'login_hint')
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(String(value))}">`)
    .join('\n')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sign in with ${provider}</title></head><body>
<h1>Sign in with ${provider}</h1>
<p>The sandbox plays ${provider}. Whoever you say you are here is who signs in. You are asked for: ${escaped(scope)}</p>
<form method="get">
${fields}
<p><label>E-mail address <input name="login_hint" type="email" value="${escaped(email)}" required></label></p>
<p><button name="answer" value="agree">Agree</button> <button name="answer" value="deny">Refuse</button></p>
</form></body></html>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
