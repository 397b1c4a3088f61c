/** Who helps with one-time passwords of letters. */
export const ONE_TIME_PASSWORD_HOTLINE = '0800 330 1300';
