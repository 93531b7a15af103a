/**
 * The headers of a call of the state endpoint. A backend that was started with `CONTRACT_SECRET` takes no call without it, so the
 * verifier is started with the same.
 */
export function stateHeaders(): Readonly<Record<string, string>> {
  const secret = process.env.CONTRACT_SECRET ?? ''
  return {
    accept: 'application/json',
    'content-type': 'application/json',
    ...(secret !== '' && { 'x-contract-secret': secret }),
  }
}
