// Generated from specs/* by npm run generate; do not edit.

export interface ProviderStateEntry {
  readonly name: string
  readonly description: string
  /** JSON Schemas by name. */
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly returns: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export const providerStates: readonly ProviderStateEntry[] = [
  {
    "name": "a channel",
    "description": "A channel of the signed-in user, without videos.",
    "params": {
      "language": {
        "type": "string",
        "pattern": "^[a-z]{2}$"
      }
    },
    "returns": {
      "channel_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a channel of another user",
    "description": "A channel that belongs to somebody else.",
    "params": {},
    "returns": {
      "channel_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a dependency is down",
    "description": "What the service depends on cannot be reached. Without its database it is unhealthy and not ready; without any other dependency it is degraded and ready.",
    "params": {
      "dependency": {
        "type": "string",
        "enum": [
          "database",
          "redis",
          "storage",
          "email"
        ]
      }
    },
    "returns": {}
  },
  {
    "name": "a document",
    "description": "A document of the signed-in user.",
    "params": {
      "status": {
        "type": "string",
        "enum": [
          "draft",
          "payment_pending",
          "generating",
          "completed",
          "failed",
          "failed_quality",
          "refunded"
        ],
        "description": "Where the document is in its life."
      },
      "target_pages": {
        "type": "integer",
        "minimum": 1,
        "maximum": 200
      }
    },
    "returns": {
      "document_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a document of another user",
    "description": "A draft that belongs to somebody else.",
    "params": {},
    "returns": {
      "document_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a feature flag",
    "description": "A flag that the platform knows.",
    "params": {
      "enabled": {
        "type": "boolean",
        "default": false
      }
    },
    "returns": {
      "flag_key": {
        "type": "string"
      }
    }
  },
  {
    "name": "a job",
    "description": "A generation job of the signed-in user, with the document and the completed payment that it belongs to. A running one has finished some sections and not all.",
    "params": {
      "age_seconds": {
        "type": "integer",
        "minimum": 0,
        "description": "How long ago a running one began, at least; its heartbeats are counted from there."
      },
      "status": {
        "type": "string",
        "enum": [
          "queued",
          "running",
          "completed",
          "completed_with_warnings",
          "failed",
          "failed_quality"
        ],
        "description": "Where the job is. At least 85 % of the sections: delivered, as completed or, when some failed, completed_with_warnings. Fewer: failed_quality, and the payment is refunded. failed: the work could not be done."
      }
    },
    "returns": {
      "document_id": {
        "type": "integer",
        "format": "int64"
      },
      "job_id": {
        "type": "integer",
        "format": "int64"
      },
      "payment_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a job of another user",
    "description": "A running job that belongs to somebody else.",
    "params": {},
    "returns": {
      "document_id": {
        "type": "integer",
        "format": "int64"
      },
      "job_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a locked account",
    "description": "A registered user whose account was locked a moment ago by five sign-ins with a wrong password.",
    "params": {},
    "returns": {
      "email": {
        "type": "string",
        "format": "email"
      },
      "password": {
        "type": "string"
      }
    }
  },
  {
    "name": "a magic link",
    "description": "A sign-in link that was mailed to a user.",
    "params": {
      "condition": {
        "type": "string",
        "enum": [
          "fresh",
          "expired",
          "used"
        ],
        "default": "fresh"
      },
      "email": {
        "type": "string",
        "format": "email"
      }
    },
    "returns": {
      "email": {
        "type": "string",
        "format": "email"
      },
      "token": {
        "type": "string"
      }
    }
  },
  {
    "name": "a password reset link",
    "description": "A link to choose a new password that was mailed to a registered user.",
    "params": {
      "condition": {
        "type": "string",
        "enum": [
          "fresh",
          "expired",
          "used"
        ],
        "default": "fresh"
      }
    },
    "returns": {
      "email": {
        "type": "string",
        "format": "email"
      },
      "token": {
        "type": "string"
      }
    }
  },
  {
    "name": "a payment",
    "description": "A payment of the signed-in user, for a document of 20 pages. A completed one has its job; a failed one had its card declined.",
    "params": {
      "status": {
        "type": "string",
        "enum": [
          "pending",
          "completed",
          "failed",
          "refunded",
          "partially_refunded"
        ],
        "description": "Where the payment is. failed: the last attempt was declined, or the intent was canceled. A declined intent can still be paid, which completes the payment; a canceled one cannot, and the next `create-intent` makes a new payment."
      }
    },
    "returns": {
      "document_id": {
        "type": "integer",
        "format": "int64"
      },
      "payment_id": {
        "type": "integer",
        "format": "int64"
      },
      "payment_intent_id": {
        "type": "string"
      }
    }
  },
  {
    "name": "a payment of another user",
    "description": "A completed payment that belongs to somebody else.",
    "params": {},
    "returns": {
      "document_id": {
        "type": "integer",
        "format": "int64"
      },
      "payment_id": {
        "type": "integer",
        "format": "int64"
      },
      "payment_intent_id": {
        "type": "string"
      }
    }
  },
  {
    "name": "a refresh token",
    "description": "A refresh token of a signed-in user. A reused one has been rotated before; the token that took its place is alive.",
    "params": {
      "condition": {
        "type": "string",
        "enum": [
          "fresh",
          "expired",
          "reused"
        ],
        "default": "fresh"
      }
    },
    "returns": {
      "refresh_token": {
        "type": "string"
      },
      "user_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a refund",
    "description": "A refund that the signed-in user asked for. One that is not pending was reviewed; a processed one was given back by Stripe.",
    "params": {
      "status": {
        "type": "string",
        "enum": [
          "pending",
          "approved",
          "processed",
          "rejected"
        ],
        "description": "Where the refund is. approved: an administrator agreed and Stripe was asked; processed: Stripe has given the money back."
      }
    },
    "returns": {
      "payment_id": {
        "type": "integer",
        "format": "int64"
      },
      "refund_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a refund of another user",
    "description": "A pending refund that somebody else asked for.",
    "params": {},
    "returns": {
      "payment_id": {
        "type": "integer",
        "format": "int64"
      },
      "refund_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a registered user",
    "description": "A user with a verified e-mail address who signs in with a password of at least 12 characters.",
    "params": {
      "email": {
        "type": "string",
        "format": "email"
      },
      "password": {
        "type": "string",
        "minLength": 12
      }
    },
    "returns": {
      "email": {
        "type": "string",
        "format": "email"
      },
      "password": {
        "type": "string"
      },
      "user_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a scenario",
    "description": "Something goes wrong from here on, by its name in the catalogue of scenarios; without a name every webhook comes twice.",
    "params": {
      "name": {
        "type": "string"
      },
      "options": {
        "type": "object",
        "additionalProperties": true
      }
    },
    "returns": {}
  },
  {
    "name": "a signed Stripe event",
    "description": "Stripe is about to send these bytes to the webhook. The signature covers exactly them, with the webhook's secret and a time `age_seconds` before now.",
    "params": {
      "age_seconds": {
        "type": "integer",
        "minimum": 0,
        "default": 0
      },
      "payload": {
        "type": "string",
        "description": "The body, byte for byte."
      }
    },
    "returns": {
      "stripe_signature": {
        "type": "string"
      }
    }
  },
  {
    "name": "a signed-in administrator",
    "description": "A user whose role is admin, with a valid access token.",
    "params": {},
    "returns": {
      "access_token": {
        "type": "string"
      },
      "user_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a signed-in user",
    "description": "A user with a verified e-mail address and a valid access token. Every later state of the interaction belongs to this user.",
    "params": {
      "email": {
        "type": "string",
        "format": "email"
      }
    },
    "returns": {
      "access_token": {
        "type": "string"
      },
      "refresh_token": {
        "type": "string"
      },
      "user_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a started sign-in",
    "description": "A user went to an identity provider and agreed there; the provider has just sent them back with these values.",
    "params": {
      "provider": {
        "type": "string",
        "enum": [
          "google",
          "apple",
          "facebook"
        ]
      }
    },
    "returns": {
      "code": {
        "type": "string"
      },
      "state": {
        "type": "string"
      }
    }
  },
  {
    "name": "a used idempotency key",
    "description": "The caller has already sent another request to this operation under this key.",
    "params": {
      "operation": {
        "type": "string"
      }
    },
    "returns": {
      "idempotency_key": {
        "type": "string"
      }
    }
  },
  {
    "name": "a user who opens a socket",
    "description": "A signed-in user, and their access token under the name that the socket's address gives it.",
    "params": {},
    "returns": {
      "token": {
        "type": "string"
      },
      "user_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a video",
    "description": "A video of a channel of the signed-in user. One in work has some of its components and not all; a failed one has failed with `budget_exceeded`. Nobody works on it, so it stays as it is.",
    "params": {
      "amount": {
        "type": "integer",
        "minimum": 0,
        "maximum": 300,
        "description": "What was spent on it, in cents; from 250 on its user was alerted. Nothing for a queued one."
      },
      "status": {
        "type": "string",
        "enum": [
          "queued",
          "processing",
          "ready_for_upload",
          "failed"
        ],
        "description": "Where the video is in its life."
      }
    },
    "returns": {
      "channel_id": {
        "type": "integer",
        "format": "int64"
      },
      "video_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "a video of another user",
    "description": "A video in work that belongs to somebody else, and so does its channel.",
    "params": {},
    "returns": {
      "channel_id": {
        "type": "integer",
        "format": "int64"
      },
      "video_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "an API key",
    "description": "A key that the signed-in administrator has made.",
    "params": {},
    "returns": {
      "api_key_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "an allowed redirect address",
    "description": "An address of the application that stands on the allow-list.",
    "params": {},
    "returns": {
      "redirect_uri": {
        "type": "string",
        "format": "uri"
      }
    }
  },
  {
    "name": "an e-mail verification",
    "description": "The mail with a verification token that a registration sends; its user is not verified before the token is used.",
    "params": {
      "condition": {
        "type": "string",
        "enum": [
          "fresh",
          "expired",
          "used"
        ],
        "default": "fresh"
      }
    },
    "returns": {
      "email": {
        "type": "string",
        "format": "email"
      },
      "token": {
        "type": "string"
      }
    }
  },
  {
    "name": "an email template",
    "description": "A template that the platform mails with.",
    "params": {},
    "returns": {
      "template_key": {
        "type": "string"
      }
    }
  },
  {
    "name": "an expired access token",
    "description": "A signed-in user whose access token was valid and has expired.",
    "params": {},
    "returns": {
      "access_token": {
        "type": "string"
      },
      "user_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "an expired file",
    "description": "A file whose address has expired.",
    "params": {},
    "returns": {
      "file_id": {
        "type": "string"
      },
      "filename": {
        "type": "string"
      }
    }
  },
  {
    "name": "an exported file",
    "description": "A file of a completed document, at a live address.",
    "params": {
      "format": {
        "type": "string",
        "enum": [
          "docx",
          "pdf"
        ]
      }
    },
    "returns": {
      "file_id": {
        "type": "string"
      },
      "filename": {
        "type": "string"
      }
    }
  },
  {
    "name": "an unused e-mail address",
    "description": "An address that no account has.",
    "params": {},
    "returns": {
      "email": {
        "type": "string",
        "format": "email"
      }
    }
  },
  {
    "name": "another user",
    "description": "A user who is not the signed-in one.",
    "params": {
      "email": {
        "type": "string",
        "format": "email"
      }
    },
    "returns": {
      "user_id": {
        "type": "integer",
        "format": "int64"
      }
    }
  },
  {
    "name": "recent activity",
    "description": "The signed-in user has done something that stands in their activity.",
    "params": {},
    "returns": {}
  },
  {
    "name": "the file storage is down",
    "description": "Nothing can be written to or read from the file storage.",
    "params": {},
    "returns": {}
  },
  {
    "name": "the mail service is down",
    "description": "No mail can be handed over.",
    "params": {},
    "returns": {}
  },
  {
    "name": "the payment provider is down",
    "description": "Every call to Stripe fails.",
    "params": {},
    "returns": {}
  },
  {
    "name": "the price of a video",
    "description": "The components of any video that is ordered from here on come to this amount together, in cents, were all of them bought.",
    "params": {
      "amount": {
        "type": "integer",
        "minimum": 10,
        "maximum": 100000,
        "default": 265
      }
    },
    "returns": {}
  },
  {
    "name": "the quality checks are down",
    "description": "Nobody can be asked about the quality of a section, so every section that is written carries a warning.",
    "params": {},
    "returns": {}
  },
  {
    "name": "the rate limit is used up",
    "description": "The caller has no request left in the current window of every limit.",
    "params": {},
    "returns": {}
  }
]
