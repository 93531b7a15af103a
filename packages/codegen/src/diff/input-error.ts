/** What was asked for cannot be compared: said in one sentence, with exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError'
}
