import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Files cannot be written or read for now. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable'
}

/** Keeps files in a folder; a bucket of an object store has the same three operations. */
export class FileStorage {
  folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** @throws StorageUnavailable */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    await this.#reach(async () => {
      await mkdir(this.folder, { recursive: true })
      await writeFile(join(this.folder, name), bytes)
    })
  }

  /** @throws StorageUnavailable */
  read(name: string): Promise<Uint8Array> {
    return this.#reach(() => readFile(join(this.folder, name)))
  }

  /** @throws StorageUnavailable */
  async check(): Promise<void> {
    await this.write('.health', new Uint8Array())
  }

  async #reach<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      throw new StorageUnavailable('The file storage cannot be reached.', { cause: error })
    }
  }
}
