/** What follows `Bearer` in the Authorization header; empty where there is none. */
export const bearerOf = (headers: Readonly<Record<string, string>>): string =>
  /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1] ?? ''
