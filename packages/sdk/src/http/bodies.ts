import type { OperationFeatures } from './operation.ts'
import { uploadOf } from './upload.ts'
import { textOf } from './url.ts'

/** The name and value pairs of an object: an array repeats its name, and what is null or undefined is left out. */
function* pairsOf(body: unknown): Generator<[name: string, value: unknown]> {
  const entries = body instanceof FormData ? body.entries() : Object.entries(body as object)
  for (const [name, value] of entries) {
    for (const item of Array.isArray(value) ? value : [value]) if (item != null) yield [name, item]
  }
}

/** Fields and files. An object among them is sent as JSON. */
export const multipart: OperationFeatures = {
  encode: (body, request, headers) => uploadOf(multipartBlob(body), request, headers),
}

/** A form without files. `fetch` names the media type itself. */
export const form: OperationFeatures = {
  encode: (body) => new URLSearchParams([...pairsOf(body)].map(([name, value]) => [name, textOf(value)])),
}

/** Bytes, or text that is not JSON, as they are. */
export const binary = (mediaType: string): OperationFeatures => ({
  encode(body, request, headers) {
    headers['content-type'] ??= mediaType
    return uploadOf(body as BodyInit, request, headers)
  },
})

/**
 * Written by hand and not with FormData: a Blob made of Blobs copies no file into memory, knows its length, and can be sent again.
 */
function multipartBlob(body: unknown): Blob {
  const boundary = `concord-${Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')}`
  const quoted = (text: string) => text.replace(/["\r\n]/g, (character) => encodeURIComponent(character))
  const parts: BlobPart[] = []
  for (const [name, value] of pairsOf(body)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`
    if (value instanceof Blob) {
      const filename = 'name' in value ? String(value.name) : 'blob'
      parts.push(
        `${head}; filename="${quoted(filename)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`,
        value,
        '\r\n',
      )
    } else {
      const structured = typeof value === 'object' && !(value instanceof Date)
      const type = structured ? '\r\nContent-Type: application/json' : ''
      parts.push(`${head}${type}\r\n\r\n${structured ? JSON.stringify(value) : textOf(value)}\r\n`)
    }
  }
  parts.push(`--${boundary}--\r\n`)
  return new Blob(parts, { type: `multipart/form-data; boundary=${boundary}` })
}
