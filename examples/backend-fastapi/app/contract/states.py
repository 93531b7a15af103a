"""How the verifier brings this backend into the situations that the specs name (`x-provider-states`)."""
from fastapi import FastAPI

from .payment_states import add_payment_states
from .provider_states import ProviderStates
from .sign_in_states import add_sign_in_states
from .stage import Stage


def add_provider_states(app: FastAPI) -> None:
    """Serves them at /_contract/state if CONTRACT_TEST is 1."""
    stage = Stage(app)
    states = ProviderStates(reset=stage.reset)
    add_sign_in_states(states, stage)
    add_payment_states(states, stage)
    states.mount(app)
