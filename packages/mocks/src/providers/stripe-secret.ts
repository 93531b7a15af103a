/**
 * What Stripe and the platform share, so that the platform knows Stripe's events from anybody else's. The one that the verifier takes where it is
 * told none, so that a sandbox is verified like any backend.
 */
export const webhookSecret = 'whsec_test'
