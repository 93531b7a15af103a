import { inflateRawSync } from 'node:zlib'

const END = Buffer.from('PK\u0005\u0006', 'latin1')
const ENTRY = 46
const LOCAL = 30

/**
 * One file out of a ZIP archive, found through its directory as a reader of documents finds it.
 *
 * @returns undefined when the archive is broken or has no such file
 *
 * @example
 * entryOf(docx, 'word/document.xml')?.toString()
 */
export function entryOf(archive: Buffer, name: string): Buffer | undefined {
  try {
    const end = archive.lastIndexOf(END)
    const count = end === -1 ? 0 : archive.readUInt16LE(end + 10)
    let at = archive.readUInt32LE(end + 16)
    for (let entry = 0; entry < count; entry += 1) {
      const length = archive.readUInt16LE(at + 28)
      if (archive.toString('utf8', at + ENTRY, at + ENTRY + length) === name) return contentAt(archive, at)
      at += ENTRY + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
    }
    return undefined
  } catch {
    return undefined
  }
}

function contentAt(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10)
  const size = archive.readUInt32LE(entry + 20)
  const local = archive.readUInt32LE(entry + 42)
  const start = local + LOCAL + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const bytes = archive.subarray(start, start + size)
  return method === 0 ? bytes : inflateRawSync(bytes)
}
