import type { BrokerReport } from './report.ts'

/**
 * What came of the pacts of a broker, a line for each.
 *
 * @example
 * brokerLines(report.broker, 'payments') // ['Pact of web-shop 1.4.0 (latest from main branch): holds; published for payments 3f2c1a0.']
 */
export function brokerLines(broker: BrokerReport | undefined, provider: string): readonly string[] {
  return (broker?.pacts ?? []).map(({ name, reason, pending, satisfied, unheard, published, trouble }) => {
    const why = reason === '' ? '' : ` (${reason})`
    const verdict = satisfied ? 'holds' : pending ? 'does not hold, but is pending' : 'does not hold'
    const unchecked =
      unheard.length === 0
        ? ''
        : `; it does not say on which socket a backend can be heard to send ${unheard.join('; ')}, so that was not checked`
    const told = published
      ? `; published for ${provider} ${broker?.providerVersion}`
      : broker?.providerVersion === undefined
        ? ''
        : `; not published${trouble === undefined ? ', because not all of it was checked' : ''}`
    return `Pact of ${name}${why}: ${verdict}${unchecked}${told}.`
  })
}
