import type { MailType } from '../domain/mail-content.js';
import { accountActivatedText } from './account-activated.text.js';
import { accountExistsText } from './account-exists.text.js';
import { activationCodeText } from './activation-code.text.js';
import type { MailTexts } from './mail-text.js';
import { registrationPendingText } from './registration-pending.text.js';
import { securityNoticeText } from './security-notice.text.js';

/** The words of every mail; a type without its texts does not compile. */
export const TEXTS: { [T in MailType]: MailTexts<T> } = {
  'activation-code': activationCodeText,
  'registration-pending': registrationPendingText,
  'account-exists': accountExistsText,
  'account-activated': accountActivatedText,
  'security-notice': securityNoticeText,
};
