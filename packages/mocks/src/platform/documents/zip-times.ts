const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50

/**
 * Gives every file in a zip archive the same time, in place, and returns the archive.
 *
 * @throws {RangeError} when the bytes are no zip archive.
 */
export function setZipTimes(archive: Uint8Array, time: Date): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const stamp = dosTime(time)
  let end = archive.length - 22
  while (view.getUint32(end, true) !== endOfDirectory) end--
  const count = view.getUint16(end + 10, true)
  let entry = view.getUint32(end + 16, true)
  for (let index = 0; index < count && view.getUint32(entry, true) === directoryEntry; index++) {
    view.setUint32(entry + 12, stamp, true)
    view.setUint32(view.getUint32(entry + 42, true) + 10, stamp, true)
    const lengths =
      view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true)
    entry += 46 + lengths
  }
  return archive
}

/** Time in the lower half, date in the upper, in steps of two seconds, as archives have it since DOS. */
function dosTime(time: Date): number {
  const date = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate()
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1)
  return ((date << 16) | clock) >>> 0
}
