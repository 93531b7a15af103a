/** What Stripe and the platform share, so that the platform knows Stripe's events from anybody else's. */
export const webhookSecret = 'whsec_concord_sandbox'
