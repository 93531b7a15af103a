import { z } from 'zod'
import { MailUnavailable } from '../../engine/mailbox.ts'
import { ControlProblem } from '../control-problem.ts'
import { type Route, route } from './route.ts'
import {
  Authentication,
  Confirmation,
  listOf,
  Mail,
  MailRequest,
  PaymentOutcome,
  SignedIn,
  UserRequest,
} from './schemas.ts'

/** What the people around the platform do: sign in, read their mail, pay. */
export const peopleRoutes: readonly Route[] = [
  route({
    id: 'users.signIn',
    method: 'post',
    path: '/users',
    tag: 'people',
    summary: 'Sign a user in at once',
    description:
      'An account is made where there is none. A role or name that is given is set on an existing account too.',
    body: UserRequest,
    status: 201,
    answer: SignedIn,
    problems: [422],
    handle: ({ controls }, { body }) => controls.signIn(body),
  }),
  route({
    id: 'inbox.list',
    method: 'get',
    path: '/inbox',
    tag: 'people',
    summary: 'Read the mail that was sent, newest first',
    query: z.object({ to: z.string().optional() }),
    answer: listOf(Mail),
    handle: ({ controls }, { query }) => ({
      items: controls.effects.mail.list(query.to).map((mail) => ({ ...mail, links: [...mail.links] })),
    }),
  }),
  route({
    id: 'inbox.add',
    method: 'post',
    path: '/inbox',
    tag: 'people',
    summary: 'Hand a mail over without SMTP',
    description: 'For a backend that sends mail where the sandbox has no SMTP port. While mail is down it is refused.',
    body: MailRequest,
    status: 201,
    answer: Mail,
    problems: [422, 503],
    handle({ controls }, { body: { to, from, subject, text = '', html = '' } }) {
      try {
        const mail = controls.effects.mail.send({ to, ...(from !== undefined && { from }), subject, text, html })
        return { ...mail, links: [...mail.links] }
      } catch (error) {
        if (!(error instanceof MailUnavailable)) throw error
        throw new ControlProblem(503, 'mail_unavailable', 'Mail unavailable', error.message)
      }
    },
  }),
  route({
    id: 'payments.confirm',
    method: 'post',
    path: '/payments/{payment_intent_id}/confirm',
    tag: 'people',
    summary: "Pay in Stripe's form",
    description: 'Answers when the webhook that it causes has been delivered, unless a scenario holds it back.',
    params: z.object({ payment_intent_id: z.string().min(1) }),
    body: Confirmation,
    answer: PaymentOutcome,
    problems: [404, 409, 422, 503],
    handle: ({ controls }, { params, body }) => controls.pay(params.payment_intent_id, body.card),
  }),
  route({
    id: 'payments.authenticate',
    method: 'post',
    path: '/payments/{payment_intent_id}/authenticate',
    tag: 'people',
    summary: "Answer the bank's question about a payment that needs its card's holder (card 4000002500003155)",
    params: z.object({ payment_intent_id: z.string().min(1) }),
    body: Authentication,
    answer: PaymentOutcome,
    problems: [404, 409, 422],
    handle: ({ controls }, { params, body }) => controls.authenticate(params.payment_intent_id, body.agrees),
  }),
]
