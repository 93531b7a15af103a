import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Where specs are read from: a disk, or anything else that has files in folders, such as a commit. */
export interface SpecFiles {
  /** The text of a file. Throws an error with a `code` where there is none. */
  read(absolutePath: string): string
  /** The names in a folder; none where there is no such folder. */
  list(directory: string): readonly string[]
}

export const disk: SpecFiles = {
  read: (path) => readFileSync(path, 'utf8'),
  list: (directory) => (existsSync(directory) ? readdirSync(directory) : []),
}
