import type { Initiator, SecurityEvent } from '../domain/mail-content.js';
import { LINK_NOTICES } from './link-notices.text.js';
import { type Alarm, isAgainstHolder, type NoticeLanguage } from './notice-language.js';

const RESET_AND_CALL: Alarm = {
  title: 'Was this not you?',
  text: 'Then please reset your password on the sign-in page at once, and call our business customer service.',
};

export const ENGLISH_NOTICES: NoticeLanguage = {
  events: {
    'session-token-reused': {
      subject: 'Security notice: one of your sessions has been ended',
      preview: 'A session was ended for your protection. Please check whether it was you.',
      heading: 'We have ended one of your sessions',
      happened: (at) => `On ${at} we ended a session of your BSP account for your protection.`,
      meaning: 'The key that keeps your browser signed in was used twice. That can mean that somebody has copied it.',
      steps: {
        title: 'What you should do now',
        items: [
          'Sign in again and change your password. All other sessions end with that.',
          'Look through the list of your sessions and end those that you do not know.',
        ],
      },
      alarm: { title: 'Does anything look suspicious?', text: 'Then please call our business customer service at once.' },
    },
    'username-changed': {
      subject: 'Security notice: your username has been changed',
      preview: 'From now on you sign in with the new username.',
      heading: 'Your username has been changed',
      happened: (at) => `On ${at} the username of your BSP account was changed.`,
      meaning: 'From now on you sign in with the new username. The old one is no longer valid.',
      alarm: RESET_AND_CALL,
    },
    'password-changed': {
      subject: 'Security notice: your password has been changed',
      preview: 'From now on you sign in with the new password.',
      heading: 'Your password has been changed',
      happened: (at) => `On ${at} the password of your BSP account was changed.`,
      meaning: 'From now on you sign in with the new password. Other sessions of your account were ended with the change.',
      alarm: RESET_AND_CALL,
    },
    'email-changed-to': {
      subject: 'Security notice: your e-mail address has been changed',
      preview: 'From now on we write to you at this address.',
      heading: 'Your e-mail address has been changed',
      happened: (at) => `On ${at} the e-mail address of your BSP account was changed.`,
      meaning: 'From now on all e-mails about your account go to this address.',
      alarm: { title: 'Was this not you?', text: 'Then please call our business customer service at once.' },
    },
    'email-changed-from': {
      subject: 'Security notice: your e-mail address has been changed',
      preview: 'From now on we write to you at another address.',
      heading: 'Your e-mail address has been changed',
      happened: (at) => `On ${at} the e-mail address of your BSP account was changed.`,
      meaning: 'From now on all e-mails about your account go to the new address, and no longer to this one.',
      alarm: {
        title: 'Was this not you?',
        text: 'Then please call our business customer service at once. E-mails for resetting your password also go to the new address now.',
      },
    },
    'account-locked': {
      subject: 'Security notice: your BSP account has been locked',
      preview: 'While it is locked you cannot sign in.',
      heading: 'Your BSP account has been locked',
      happened: (at) => `On ${at} your BSP account was locked.`,
      meaning: 'While it is locked you cannot sign in. Open sessions were ended.',
      noSignIn: true,
    },
    'account-unlocked': {
      subject: 'Security notice: your BSP account has been unlocked',
      preview: 'You can use your BSP account again.',
      heading: 'Your BSP account has been unlocked',
      happened: (at) => `On ${at} your BSP account was unlocked.`,
      meaning: 'From now on you can use it again.',
    },
    'account-closed': {
      subject: 'Security notice: your BSP account has been closed',
      preview: 'It is no longer possible to sign in.',
      heading: 'Your BSP account has been closed',
      happened: (at) => `On ${at} your BSP account was closed.`,
      meaning: 'It is no longer possible to sign in. Open sessions were ended.',
      noSignIn: true,
    },
    ...LINK_NOTICES.en(RESET_AND_CALL),
  },
  whose,
  alarmOf,
  signIn: 'Go to the sign-in page',
};

function whose(by: Initiator, event: SecurityEvent): string {
  switch (by) {
    case 'SELF':
      return 'If it was you, you need not do anything.';
    case 'MASTER':
      return 'Your master administrator arranged this.';
    case 'SUPPORT':
      return isAgainstHolder(event) ? 'Our business customer service arranged this.' : 'Our business customer service did this at your request.';
    case 'OPERATOR':
      return 'The operators of the Business Service Portal arranged this.';
    case 'OFFBOARDED':
      return 'We have been told that you no longer work for the business customer service.';
  }
}

function alarmOf(by: Initiator): Alarm {
  switch (by) {
    case 'MASTER':
      return { title: 'Did you not expect this?', text: 'Then please ask your master administrator. Our business customer service can help you as well.' };
    case 'SUPPORT':
      return { title: 'Is this news to you?', text: 'Then please call our business customer service at once.' };
    case 'SELF':
    case 'OPERATOR':
    case 'OFFBOARDED':
      return { title: 'Did you not expect this?', text: 'Then please call our business customer service.' };
  }
}
