import { readFileSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type SQLTagStore } from 'node:sqlite'
import { fault } from '../faults.ts'

type SqlValue = string | number | boolean | null

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** In the order in which they came: a database has the first so many of them, as its `user_version` says. */
const parts = [file('schema.sql'), file('studio.sql')]

/**
 * SQLite, in a file or in memory. Queries are tagged templates, so every value travels as a parameter. What comes back has the shape that
 * `schema.sql` and `studio.sql` give it; who asks names that shape.
 *
 * @example database.one<UserRow>`select * from users where id = ${7}`
 */
export class Database {
  readonly #path: string
  /** With which the connection was opened; a fault may have changed it since. */
  #schema = tables().join()
  #connection: DatabaseSync
  #sql: SQLTagStore
  #depth = 0

  constructor(path: string) {
    this.#path = path
    this.#connection = connect(path)
    this.#sql = this.#connection.createTagStore()
  }

  /** The first row, if there is one. Takes `insert … returning *` too. */
  one<Row>(query: TemplateStringsArray, ...values: SqlValue[]): Row | undefined {
    return this.#sql.get(query, ...values.map(stored)) as Row | undefined
  }

  all<Row>(query: TemplateStringsArray, ...values: SqlValue[]): Row[] {
    return this.#sql.all(query, ...values.map(stored)) as Row[]
  }

  /** Gives how many rows were changed. */
  run(query: TemplateStringsArray, ...values: SqlValue[]): number {
    return Number(this.#sql.run(query, ...values.map(stored)).changes)
  }

  /**
   * All of it or nothing. The work is synchronous, so nobody else's query comes between; inside another transaction it is a part of that
   * one that can fail alone.
   */
  transaction<Result>(work: () => Result): Result {
    const [begin, commit, undo] =
      this.#depth === 0
        ? ['begin immediate', 'commit', 'rollback']
        : [`savepoint s${this.#depth}`, `release s${this.#depth}`, `rollback to s${this.#depth}`]
    this.#connection.exec(begin)
    this.#depth += 1
    try {
      const result = work()
      this.#connection.exec(commit)
      return result
    } catch (error) {
      this.#connection.exec(undo)
      throw error
    } finally {
      this.#depth -= 1
    }
  }

  /** Closes the connection: from then on every query fails, as it does when a server is gone. */
  close(): void {
    if (this.#connection.isOpen) this.#connection.close()
  }

  /** Begins anew with an empty database in memory. */
  replaceWithEmpty(): void {
    if (this.#path !== ':memory:')
      throw new Error(`${this.#path} is a database that somebody keeps; only one in memory is emptied.`)
    if (this.#connection.isOpen && this.#schema === tables().join()) {
      empty(this.#connection)
      return
    }
    this.close()
    this.#schema = tables().join()
    this.#connection = connect(this.#path)
    this.#sql = this.#connection.createTagStore()
  }
}

function connect(path: string): DatabaseSync {
  const connection = new DatabaseSync(path)
  connection.exec('pragma journal_mode = wal; pragma foreign_keys = on; pragma busy_timeout = 5000')
  const { user_version } = connection.prepare('pragma user_version').get() ?? {}
  const missing = tables().slice(Number(user_version))
  if (missing.length > 0) {
    connection.exec(`begin; ${missing.join('; ')}; pragma user_version = ${parts.length}; commit`)
  }
  return connection
}

/** Takes every row away, and lets ids begin at 1 again: quicker than to make all tables anew, and it is done before each interaction. */
function empty(connection: DatabaseSync): void {
  const tables = connection.prepare("select name from sqlite_schema where type = 'table'").all()
  const deletes = tables.map(({ name }) => `delete from "${name}"`)
  connection.exec(`pragma foreign_keys = off; begin; ${deletes.join('; ')}; commit; pragma foreign_keys = on`)
}

/** Two rules stand here: a payment has one job, and no video costs more than it may. The faults that break them leave them out. */
const tables = (): readonly string[] =>
  parts.map((part) => {
    if (fault('webhook-duplicate-makes-two-jobs'))
      return part.replace('unique index job_of_payment', 'index job_of_payment')
    return fault('video-beyond-the-limit') ? part.replace('check (amount between 0 and 300)', '') : part
  })

const stored = (value: SqlValue): SQLInputValue => (typeof value === 'boolean' ? Number(value) : value)

/** Busy, out of order, full, not to be opened: what may be over in a moment, unlike a query that is wrong. */
const passing: ReadonlySet<unknown> = new Set([5, 10, 13, 14])

/** Whether an error says that the database cannot be reached, and nothing about the query. */
export function databaseIsGone(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  if (error.code === 'ERR_INVALID_STATE') return true
  return error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error && passing.has(error.errcode)
}
