/** Colours of the mails; every text has a contrast of at least 4.5:1 on its ground. A telco's own look goes here. */
export const LIGHT = { page: '#eef1f4', card: '#ffffff', text: '#1c2630', soft: '#51606d', line: '#d5dce3', accent: '#0b5394', onAccent: '#ffffff', codeGround: '#eaf2fa', noteGround: '#f4f6f8' };
export const DARK: typeof LIGHT = { page: '#10161c', card: '#1a232c', text: '#e9eef3', soft: '#aebac5', line: '#36434f', accent: '#8cc1f5', onAccent: '#0d1a26', codeGround: '#22323f', noteGround: '#212c36' };

const SANS = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const MONO = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Courier New',monospace";

/** Inline declarations by role: many mail programs drop style sheets, none drops these. */
export const STYLE = {
  page: `margin:0;padding:0;background:${LIGHT.page};color:${LIGHT.text};font-family:${SANS};font-size:16px;line-height:1.55;-webkit-text-size-adjust:100%;`,
  wide: `background:${LIGHT.page};`,
  brand: `padding:0 32px 14px;font-size:15px;font-weight:600;letter-spacing:.01em;color:${LIGHT.soft};`,
  card: `background:${LIGHT.card};border:1px solid ${LIGHT.line};border-top:4px solid ${LIGHT.accent};border-radius:10px;padding:32px;`,
  heading: `margin:0 0 20px;font-size:25px;line-height:1.25;font-weight:650;color:${LIGHT.text};`,
  subheading: `margin:28px 0 8px;font-size:17px;line-height:1.35;font-weight:650;color:${LIGHT.text};`,
  paragraph: `margin:0 0 16px;color:${LIGHT.text};`,
  regards: `margin:24px 0 0;color:${LIGHT.text};`,
  codeBox: `background:${LIGHT.codeGround};border:1px solid ${LIGHT.line};border-radius:8px;padding:18px 16px;text-align:center;`,
  codeLabel: `margin:0 0 6px;font-size:15px;color:${LIGHT.soft};`,
  code: `margin:0;font-family:${MONO};font-size:26px;line-height:1.3;font-weight:700;letter-spacing:.03em;white-space:nowrap;color:${LIGHT.text};`,
  codeNote: `margin:6px 0 0;font-size:15px;color:${LIGHT.soft};`,
  accountBox: `background:${LIGHT.codeGround};border:1px solid ${LIGHT.line};border-radius:8px;padding:16px 18px;`,
  accountTitle: `margin:0 0 6px;font-weight:650;color:${LIGHT.text};`,
  row: `margin:0 0 2px;color:${LIGHT.text};overflow-wrap:anywhere;`,
  rowLabel: `font-size:15px;color:${LIGHT.soft};`,
  tokenLabel: `margin:12px 0 4px;font-size:15px;color:${LIGHT.soft};`,
  token: `margin:0;font-family:${MONO};font-size:18px;line-height:1.4;font-weight:700;word-break:break-all;color:${LIGHT.text};`,
  steps: `margin:0 0 8px;padding:0 0 0 26px;color:${LIGHT.text};`,
  list: `margin:0 0 16px;padding:0 0 0 22px;color:${LIGHT.text};`,
  step: 'margin:0 0 8px;padding-left:4px;',
  button: `display:inline-block;padding:13px 26px;border-radius:8px;background:${LIGHT.accent};color:${LIGHT.onAccent};font-weight:600;text-decoration:none;`,
  address: `margin:10px 0 20px;font-size:14px;color:${LIGHT.soft};overflow-wrap:anywhere;`,
  note: `background:${LIGHT.noteGround};border-left:4px solid ${LIGHT.accent};border-radius:4px;padding:14px 18px;`,
  noteTitle: `margin:0 0 4px;font-weight:650;color:${LIGHT.text};`,
  noteText: `margin:0;color:${LIGHT.text};`,
  link: `color:${LIGHT.accent};font-weight:600;white-space:nowrap;`,
  footer: `padding:18px 32px 0;font-size:14px;line-height:1.5;color:${LIGHT.soft};`,
  hidden: 'display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;color:transparent;',
} as const;

/** For mail programs that read style sheets: small screens, and the dark scheme. */
export const SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .outer { padding: 16px 10px 24px !important; }
  .brand, .footer { padding-left: 12px !important; padding-right: 12px !important; }
  .card { padding: 24px 20px !important; }
  .heading { font-size: 22px !important; }
  .code { font-size: 21px !important; letter-spacing: 0 !important; }
  .code-box { padding-left: 6px !important; padding-right: 6px !important; }
  .account-box { padding: 14px !important; }
  .button { display: block !important; text-align: center !important; }
}
@media (max-width: 340px) { .code { font-size: 17px !important; } .token { font-size: 16px !important; } }
@media (prefers-color-scheme: dark) {
  .page, .wide { background: ${DARK.page} !important; }
  .card { background: ${DARK.card} !important; border-color: ${DARK.line} !important; border-top-color: ${DARK.accent} !important; }
  .text { color: ${DARK.text} !important; }
  .soft { color: ${DARK.soft} !important; }
  .code-box, .account-box { background: ${DARK.codeGround} !important; border-color: ${DARK.line} !important; }
  .note { background: ${DARK.noteGround} !important; border-left-color: ${DARK.accent} !important; }
  .button { background: ${DARK.accent} !important; color: ${DARK.onAccent} !important; }
  .link { color: ${DARK.accent} !important; }
}`;
