import type { MailType } from '../domain/mail-content.js';
import { accountActivatedText } from './account-activated.text.js';
import { accountExistsText } from './account-exists.text.js';
import { activationCodeText } from './activation-code.text.js';
import { emailConfirmationText } from './email-confirmation.text.js';
import type { MailTexts } from './mail-text.js';
import { otpCodeText } from './otp-code.text.js';
import { passwordResetText } from './password-reset.text.js';
import { registrationPendingText } from './registration-pending.text.js';
import { rightsGrantedText, rightsRevokedText } from './rights-change.text.js';
import { securityNoticeText } from './security-notice.text.js';
import { subAdministratorInvitationText } from './sub-administrator-invitation.text.js';
import { usernameReminderText } from './username-reminder.text.js';
import { welcomeLetterText } from './welcome-letter.text.js';

/** The words of every mail; a type without its texts does not compile. */
export const TEXTS: { [T in MailType]: MailTexts<T> } = {
  'activation-code': activationCodeText,
  'registration-pending': registrationPendingText,
  'account-exists': accountExistsText,
  'account-activated': accountActivatedText,
  'sub-administrator-invitation': subAdministratorInvitationText,
  'otp-code': otpCodeText,
  'email-confirmation': emailConfirmationText,
  'password-reset': passwordResetText,
  'username-reminder': usernameReminderText,
  'welcome-letter': welcomeLetterText,
  'security-notice': securityNoticeText,
  'rights-granted': rightsGrantedText,
  'rights-revoked': rightsRevokedText,
};
