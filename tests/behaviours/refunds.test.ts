import { refundBehaviours } from '../../packages/contracts/src/behaviours/refunds/refunds.ts'
import { reviewBehaviours } from '../../packages/contracts/src/behaviours/refunds/reviews.ts'
import { answer, jsonOf, onAnswer, problem, withJson } from './faulty-backend.ts'
import { holdAgainstFaults } from './theatre.ts'

const refunds = /\/api\/v1\/refunds$/
const reviews = /\/admin\/refunds\/\d+\/(approve|reject)$/

holdAgainstFaults(
  [...refundBehaviours, ...reviewBehaviours],
  [
    {
      behaviour: 'refund-once',
      fault: 'a second refund is taken',
      make: () => onAnswer('POST', refunds, (given) => (given.status === 409 ? answer(201, { id: 9 }) : given)),
      says: /instead of 409 refund_exists to a second refund of a payment\.$/,
    },
    {
      behaviour: 'refund-once',
      fault: 'refunds at the same moment do not see each other',
      make: () => {
        let asked = 0
        return onAnswer('POST', refunds, (given) => {
          asked += 1
          return given.status === 409 && asked > 2 ? answer(201, { id: 9 }) : given
        })
      },
      says: '6 concurrent requests made 6 refunds of one payment.',
    },
    {
      behaviour: 'refund-amount',
      fault: 'a refund is of the whole payment, whatever went back before',
      make: () => onAnswer('POST', refunds, (given) => withJson(given, (body) => ({ ...body, amount: 1000 }))),
      says: 'A refund is of 1000, and 750 is left of its payment.',
    },
    {
      behaviour: 'refund-paid-only',
      fault: 'what was never paid is given back',
      make: () => onAnswer('POST', refunds, (given) => (given.status === 409 ? answer(201, { id: 9 }) : given)),
      says: /instead of 409 payment_not_refundable to a refund of a pending payment\.$/,
    },
    {
      behaviour: 'refund-again',
      fault: 'a rejection is for ever',
      make: () =>
        onAnswer('POST', refunds, (given) =>
          given.status === 201 ? answer(409, { code: 'refund_exists', detail: 'There is one.' }) : given,
        ),
      says: 'refunds.create answers 409 refund_exists, "There is one." instead of 201 to another refund after a rejected one.',
    },
    {
      behaviour: 'refund-review-once',
      fault: 'an approved refund can still be rejected',
      make: () => onAnswer('POST', /\/reject$/, (given) => (given.status === 409 ? answer(200, {}) : given)),
      says: 'admin.rejectRefund answers 200 {} instead of 409 refund_already_reviewed to reject after approve.',
    },
    {
      behaviour: 'refund-review-once',
      fault: 'an approval moves no money',
      make: () =>
        onAnswer('GET', /\/payment\/\d+$/, (given) =>
          withJson(given, (payment) => ({ ...payment, status: 'completed', amount_refunded: 0 })),
        ),
      says: 'No money went back after an approval: the refund is processed, its payment completed, and given back is 0.',
    },
    {
      behaviour: 'refund-review-once',
      fault: 'an approval moves no money, and whoever asks too often is told so',
      make: () => {
        let looks = 0
        return onAnswer('GET', /\/(refunds|payment)\/\d+$/, (given, { path }) => {
          looks += 1
          if (looks > 6) return problem(429, 'rate_limited')
          return withJson(given, (seen) => ({
            ...seen,
            ...(path.includes('refunds') ? { status: 'approved' } : { status: 'completed', amount_refunded: 0 }),
          }))
        })
      },
      says: 'No money went back after an approval: the refund is approved, its payment completed, and given back is 0.',
    },
    {
      behaviour: 'refund-review-once',
      fault: 'a rejection gives the money back all the same',
      make: () => {
        let rejected = false
        return async (asked, forward) => {
          const given = await forward(asked)
          rejected ||= asked.path.endsWith('/reject') && given.status === 200
          return rejected && /\/payment\/\d+$/.test(asked.path)
            ? withJson(given, (payment) => ({ ...payment, status: 'refunded', amount_refunded: payment.amount }))
            : given
        }
      },
      says: 'A rejection did not leave everything as it was: the refund is rejected, its payment refunded, and given back is all.',
    },
    {
      behaviour: 'refund-review-race',
      fault: 'reviews at the same moment do not see each other',
      make: () => onAnswer('POST', reviews, (given) => (given.status === 409 ? answer(200, {}) : given)),
      says: '6 of 6 concurrent reviews of one refund were taken instead of one.',
    },
    {
      behaviour: 'refund-review-admin-only',
      fault: 'anybody who is signed in may approve',
      make: () => onAnswer('POST', reviews, (given) => (given.status === 403 ? answer(200, jsonOf(given)) : given)),
      says: /^admin\.approveRefund answers 200 .* instead of 403 not_authorized to a user who approves/,
    },
  ],
)
