/** The operation of the AsyncAPI document by which a socket tells its clients something. */
export const sendName = (socketOperation: string): string => `${socketOperation}.send`

/** The operation by which a client's message is heard. */
export const receiveName = (socketOperation: string, message: string): string => `${socketOperation}.receive.${message}`

/** The channel of a service's webhooks. */
export const webhookChannelName = (service: string): string => `${service}.webhooks`

/** The operation by which a service takes its webhooks. */
export const takeName = (service: string): string => `${webhookChannelName(service)}.receive`
