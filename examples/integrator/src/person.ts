/** What happens outside the API: a mailbox, Stripe's form, somebody at the back office, and time. The sandbox plays all of it. */
export interface Person {
  readonly email: string
  tokenFromInbox(): Promise<string>
  payInStripesForm(paymentIntentId: string): Promise<void>
  approveAsAdministrator(refundId: number): Promise<void>
  download(url: string): Promise<Uint8Array>
  /** @param seconds ten minutes if nothing is said */
  letTimePass(seconds?: number): Promise<void>
}

/** A person whose world is the sandbox at `origin`. */
export function personInSandbox(email: string, origin: string, send: typeof fetch = fetch): Person {
  const call = async (path: string, init?: { method: string; body: unknown; token?: string }): Promise<Response> => {
    const response = await send(`${origin}${path}`, {
      method: init?.method ?? 'GET',
      headers: {
        'content-type': 'application/json',
        ...(init?.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
      },
      ...(init === undefined ? {} : { body: JSON.stringify(init.body) }),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response
  }

  return {
    email,
    async tokenFromInbox() {
      const response = await call(`/__sandbox/inbox?to=${encodeURIComponent(email)}`)
      const { items } = (await response.json()) as { items: { links: string[] }[] }
      const link = items[0]?.links[0]
      if (link === undefined) throw new Error(`No link has arrived for ${email}.`)
      return new URL(link).searchParams.get('token') ?? ''
    },
    async payInStripesForm(paymentIntentId) {
      await call(`/__sandbox/payments/${paymentIntentId}/confirm`, {
        method: 'POST',
        body: { card: '4242424242424242' },
      })
    },
    async approveAsAdministrator(refundId) {
      const administrator = await call('/__sandbox/users', {
        method: 'POST',
        body: { email: 'admin@example.test', role: 'admin' },
      })
      const { access_token: token } = (await administrator.json()) as { access_token: string }
      await call(`/api/v1/admin/refunds/${refundId}/approve`, { method: 'POST', body: { note: 'Approved.' }, token })
    },
    async download(url) {
      return new Uint8Array(await (await send(url)).arrayBuffer())
    },
    async letTimePass(seconds = 600) {
      await call('/__sandbox/clock/advance', { method: 'POST', body: { seconds } })
    },
  }
}
