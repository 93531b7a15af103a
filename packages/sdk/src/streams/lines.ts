/**
 * Cuts text that arrives in pieces into lines. A line ends with CRLF, LF or CR, also where a piece ends between CR and LF. Each
 * piece is looked at once, so a line of any length costs time in proportion to it.
 */
export class LineSplitter {
  #rest = ''
  #afterReturn = false

  /** The lines that this piece completes. */
  push(piece: string): string[] {
    const text = this.#afterReturn && piece.startsWith('\n') ? piece.slice(1) : piece
    if (piece) this.#afterReturn = piece.endsWith('\r')
    const lines = text.split(/\r\n|\n|\r/)
    lines[0] = this.#rest + lines[0]
    this.#rest = lines.pop() as string
    return lines
  }

  /** What is left when nothing more comes. */
  end(): string {
    return this.#rest
  }
}
