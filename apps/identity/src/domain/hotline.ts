/** Geschäftskundenservice: who helps with activation codes. */
export const ACTIVATION_HOTLINE = '0800 33 55540';
