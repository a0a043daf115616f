/** Set once a visitor has seen the introduction, so that the server leaves it out. */
export const WELCOME_COOKIE = "stratum-welcomed";
