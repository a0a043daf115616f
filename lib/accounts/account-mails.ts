import type { Mail } from "@/lib/mail/mailer";

/** `origin` is the site's own address without a trailing slash. */
export function verificationMail(to: string, origin: string, token: string): Mail {
  return {
    to,
    subject: "Confirm your address for Stratum",
    text: [
      "Welcome to Stratum. Confirm that this address is yours:",
      `${origin}/verify-email#token=${token}`,
      "The link works once, for two days. If you did not sign up, ignore this mail.",
    ].join("\n\n"),
  };
}

export function alreadyRegisteredMail(to: string, origin: string): Mail {
  return {
    to,
    subject: "You already have a Stratum account",
    text: [
      "Somebody, probably you, tried to sign up with this address. It already has an account.",
      `Sign in: ${origin}/sign-in`,
      `Forgot the password? ${origin}/forgot-password`,
      "If it was not you, nothing has changed and you need not do anything.",
    ].join("\n\n"),
  };
}

export function passwordResetMail(to: string, origin: string, token: string): Mail {
  return {
    to,
    subject: "Choose a new password for Stratum",
    text: [
      "You asked for a new password. Choose it here:",
      `${origin}/reset-password#token=${token}`,
      "The link works once, for one hour. If you did not ask, ignore this mail: your password stays as it is.",
    ].join("\n\n"),
  };
}

export function passwordChangedMail(to: string, origin: string): Mail {
  return {
    to,
    subject: "Your Stratum password was changed",
    text: [
      "The password of your account was just changed, and all other sessions were signed out.",
      `If that was not you, choose a new one at once: ${origin}/forgot-password`,
    ].join("\n\n"),
  };
}

export function invitationMail(
  to: string,
  origin: string,
  input: { readonly organization: string; readonly token: string },
): Mail {
  return {
    to,
    subject: `You are invited to ${input.organization} on Stratum`,
    text: [
      `You are invited to share the plan of ${input.organization}.`,
      `Accept: ${origin}/account/invitation#token=${input.token}`,
      "Sign in or sign up with this address first. The link works once, for seven days.",
    ].join("\n\n"),
  };
}

export function keyChangedMail(
  to: string,
  origin: string,
  input: { readonly what: string; readonly name: string },
): Mail {
  return {
    to,
    subject: `API key ${input.what}: ${input.name}`,
    text: [
      `The API key "${input.name}" of your organisation was ${input.what}.`,
      `See all keys: ${origin}/account/keys`,
      "You can turn this mail off under /account/alerts.",
    ].join("\n\n"),
  };
}
