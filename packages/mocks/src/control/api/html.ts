import { RawReply } from './route.ts'

/** Text that is safe inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Markup that needs no further escaping. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

/** A template whose values are escaped, unless they are markup themselves. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const text = (value: (typeof values)[number] | undefined): string => {
    if (value === undefined) return ''
    if (value instanceof Html) return value.markup
    if (typeof value === 'object') return value.map(({ markup }) => markup).join('')
    return escapeHtml(String(value))
  }
  return new Html(parts.map((part, index) => part + text(values[index])).join(''))
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .3rem .8rem .3rem 0; vertical-align: top; border-bottom: 1px solid #8884 }
code { font-family: ui-monospace, monospace; font-size: .9em }
pre { overflow-x: auto } td > code { white-space: nowrap } td:last-child > code { white-space: normal; overflow-wrap: anywhere }
button { font: inherit; padding: .1rem .7rem; white-space: nowrap } .on { font-weight: 600 } .muted { opacity: .7 }
`

/** An answer that is a whole page. */
export function webPage(title: string, body: Html): RawReply {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  return new RawReply({ status: 200, headers, body: page(title, body) })
}

const page = (title: string, body: Html): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>
${body.markup}
</body></html>
`
