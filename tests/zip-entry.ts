import { inflateRawSync } from 'node:zlib'

/** The text of one file in an archive, such as `word/document.xml` in a DOCX. */
export function zipEntry(archive: Uint8Array, name: string): string {
  const bytes = Buffer.from(archive)
  // The directory at the end of the archive has the sizes, which a file that was written as a stream does not know at its head.
  for (let at = bytes.indexOf('PK\u0001\u0002'); at !== -1; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const length = bytes.readUInt16LE(at + 28)
    if (bytes.toString('utf8', at + 46, at + 46 + length) !== name) continue
    const head = bytes.readUInt32LE(at + 42)
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28)
    const data = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    const text = bytes.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  }
  throw new Error(`The archive has no ${name}.`)
}
