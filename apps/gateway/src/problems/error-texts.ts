import type { ErrorCode } from '#libs/kernel';
import type { Texts } from './language.js';

/** Title and detail of a problem. `{name}` is a parameter; what stands in `[…]` appears only when its parameters are known. */
interface ProblemText {
  title: string;
  detail: string;
}

/** What is wrong, what would be right, what to do next: for every code, in both languages, or it does not compile. */
export const ERROR_TEXTS: Record<ErrorCode, Texts<ProblemText>> = {
  'malformed-request': {
    de: { title: 'Anfrage nicht lesbar', detail: 'Die Anfrage ist kein gültiges JSON in UTF-8 oder ihre Adresse ist fehlerhaft. Bitte prüfen Sie sie und senden Sie sie erneut.' },
    en: { title: 'Unreadable request', detail: 'The request is not valid JSON in UTF-8, or its address is malformed. Please check it and send it again.' },
  },
  'validation-failed': {
    de: { title: 'Eingaben unvollständig oder falsch', detail: 'Einige Angaben fehlen oder sind nicht zulässig; gespeichert wurde nichts. Bitte korrigieren Sie die genannten Felder.' },
    en: { title: 'Missing or wrong entries', detail: 'Some entries are missing or not allowed; nothing was saved. Please correct the fields named below.' },
  },
  'password-policy': {
    de: { title: 'Passwort nicht zulässig', detail: 'Passwort und Benutzername müssen die genannten Regeln einhalten. Bitte ändern Sie das genannte Feld; bisher wurde nichts geändert.' },
    en: { title: 'Password not allowed', detail: 'Password and username must keep the rules named below. Please change the field that is named; nothing was changed so far.' },
  },
  'invalid-credentials': {
    de: { title: 'Anmeldung nicht möglich', detail: 'Benutzername oder Passwort ist falsch. Bitte prüfen Sie beides oder lassen Sie sich Benutzername oder Passwort neu zusenden.' },
    en: { title: 'Sign-in failed', detail: 'Username or password is wrong. Please check both, or have your username or password reset by e-mail.' },
  },
  'account-locked': {
    de: { title: 'Zugang gesperrt', detail: 'Ihr Zugang ist gesperrt. Bitte wenden Sie sich an Ihren Masteradministrator oder den Geschäftskundenservice[ unter {hotline}].' },
    en: { title: 'Account locked', detail: 'Your account is locked. Please contact your master administrator or business customer service[ on {hotline}].' },
  },
  'token-invalid': {
    de: { title: 'Nicht angemeldet', detail: 'Die Anmeldung fehlt, ist abgelaufen oder wurde beendet. Bitte melden Sie sich neu an. Haben Sie einen Code aus einer E-Mail eingegeben, ist dieser nicht bekannt; bitte prüfen Sie ihn.' },
    en: { title: 'Not signed in', detail: 'The sign-in is missing, has expired or was ended. Please sign in again. If you entered a code from an e-mail, it is not known; please check it.' },
  },
  'token-expired': {
    de: { title: 'Vorgang abgelaufen', detail: 'Dieser Vorgang ist abgelaufen oder schon abgeschlossen. Bitte beginnen Sie ihn von vorn.' },
    en: { title: 'Time is over', detail: 'This operation has expired or is already complete. Please start it again.' },
  },
  'current-password-wrong': {
    de: { title: 'Aktuelles Passwort falsch', detail: 'Das aktuelle Passwort stimmt nicht; geändert wurde nichts. Bitte geben Sie das Passwort ein, mit dem Sie sich anmelden.' },
    en: { title: 'Current password wrong', detail: 'The current password is not right; nothing was changed. Please enter the password you sign in with.' },
  },
  'too-many-attempts': {
    de: { title: 'Zu viele Versuche', detail: 'Es gab zu viele Versuche. Bitte warten Sie[ {retryAfter} Sekunden] und versuchen Sie es dann noch einmal.' },
    en: { title: 'Too many attempts', detail: 'There were too many attempts. Please wait[ {retryAfter} seconds] and then try again.' },
  },
  'code-invalid': {
    de: { title: 'Code ungültig', detail: 'Dieser Code ist nicht bekannt. Bitte geben Sie ihn so ein, wie er in der Nachricht steht; Groß- und Kleinschreibung, Leerzeichen und Bindestriche sind gleichgültig.' },
    en: { title: 'Invalid code', detail: 'This code is not known. Please enter it as it stands in the message; case, spaces and dashes do not matter.' },
  },
  'code-expired': {
    de: { title: 'Code abgelaufen', detail: 'Dieser Code ist abgelaufen. Bitte fordern Sie einen neuen an[ oder rufen Sie uns an: {hotline}].' },
    en: { title: 'Code expired', detail: 'This code has expired. Please request a new one[ or call us: {hotline}].' },
  },
  'code-used': {
    de: { title: 'Code schon verwendet', detail: 'Dieser Code wurde schon verwendet. Bitte melden Sie sich an; waren Sie es nicht selbst, rufen Sie uns bitte an[: {hotline}].' },
    en: { title: 'Code already used', detail: 'This code has been used already. Please sign in; if it was not you who used it, please call us[: {hotline}].' },
  },
  'contact-data-required': {
    de: { title: 'Kontaktdaten fehlen', detail: 'Vor allem anderen werden Ihre Kontaktdaten gebraucht. Bitte ergänzen Sie sie; danach steht Ihnen alles zur Verfügung.' },
    en: { title: 'Contact data missing', detail: 'Your contact data are needed before anything else. Please complete them; after that everything is available to you.' },
  },
  'username-taken': {
    de: { title: 'Benutzername vergeben', detail: 'Diesen Benutzernamen gibt es schon. Bitte wählen Sie einen anderen.' },
    en: { title: 'Username taken', detail: 'This username exists already. Please choose another one.' },
  },
  'email-taken': {
    de: { title: 'E-Mail-Adresse vergeben', detail: 'Diese E-Mail-Adresse gehört schon zu einem anderen Zugang. Bitte verwenden Sie eine andere.' },
    en: { title: 'E-mail address taken', detail: 'This e-mail address belongs to another account already. Please use another one.' },
  },
  'already-linked': {
    de: { title: 'Schon verbunden', detail: 'Diese Kundennummer ist schon mit Ihrem Zugang verbunden; das Einmal-Passwort wurde nicht verbraucht. Sie müssen nichts weiter tun.' },
    en: { title: 'Already connected', detail: 'This customer number is already connected with your account; the one-time password was not spent. There is nothing more to do.' },
  },
  'login-service-rejected': {
    de: { title: 'Zugangsdaten nicht angenommen', detail: 'Der Anmeldedienst hat diese Zugangsdaten nicht angenommen. Bitte prüfen Sie sie und versuchen Sie es noch einmal.' },
    en: { title: 'Login data not accepted', detail: 'The login service did not accept these data. Please check them and try again.' },
  },
  'no-matching-contract': {
    de: { title: 'Kein passender Vertrag', detail: 'Keine Zugangsnummer dieser Zugangsdaten wird von Ihnen verwaltet. Bitte verbinden Sie zuerst die zugehörige Kundennummer.' },
    en: { title: 'No matching contract', detail: 'None of the access numbers of these login data is administered by you. Please connect the customer number they belong to first.' },
  },
  'customer-centre-not-linked': {
    de: { title: 'Kundencenter nicht verknüpft', detail: 'Das Kundencenter ist für diesen Vertrag noch nicht verknüpft. Bitte verknüpfen Sie es[ mit der Zugangsnummer {accessNumberToLink}].' },
    en: { title: 'Kundencenter not linked', detail: 'The Kundencenter is not linked for this contract yet. Please link it[ with the access number {accessNumberToLink}].' },
  },
  'target-not-available': {
    de: { title: 'Für dieses Produkt nicht vorhanden', detail: 'Dieses Ziel gibt es für das Produkt des Vertrags nicht. Bitte wählen Sie ein anderes.' },
    en: { title: 'Not available for this product', detail: 'This target does not exist for the product of the contract. Please choose another one.' },
  },
  'last-administrator': {
    de: { title: 'Letzte Verbindung', detail: 'Danach wäre ein laufender Vertrag ohne Administrator. Bitte bestätigen Sie das ausdrücklich oder lassen Sie vorher jemand anderen die Kundennummer verbinden.' },
    en: { title: 'Last connection', detail: 'After this, an active contract would have no administrator. Please confirm it explicitly, or let somebody else connect the customer number first.' },
  },
  forbidden: {
    de: { title: 'Nicht erlaubt', detail: 'Mit Ihrer Rolle ist das nicht möglich. Bitte wenden Sie sich an Ihren Masteradministrator.' },
    en: { title: 'Not allowed', detail: 'Your role cannot do this. Please ask your master administrator.' },
  },
  'right-missing': {
    de: { title: 'Berechtigung fehlt', detail: 'Für diesen Vertrag fehlt Ihnen die nötige Berechtigung. Bitte lassen Sie sie sich von dessen Administrator geben.' },
    en: { title: 'Right missing', detail: 'You do not hold the right needed on this contract. Please have its administrator give it to you.' },
  },
  'not-found': {
    de: { title: 'Nicht gefunden', detail: 'Das Gesuchte gibt es nicht, oder nicht für Sie. Bitte prüfen Sie Ihre Angaben.' },
    en: { title: 'Not found', detail: 'What you are looking for does not exist, or not for you. Please check your entries.' },
  },
  'method-not-allowed': {
    de: { title: 'Methode nicht erlaubt', detail: 'Diese Adresse gibt es, aber nicht mit dieser HTTP-Methode. Die erlaubten stehen im Header Allow.' },
    en: { title: 'Method not allowed', detail: 'This address exists, but not with this HTTP method. The header Allow names those that work.' },
  },
  'precondition-failed': {
    de: { title: 'Inzwischen geändert', detail: 'Der Stand, auf dem Ihre Änderung beruht, ist veraltet; gespeichert wurde nichts. Bitte laden Sie neu und wiederholen Sie die Änderung.' },
    en: { title: 'Changed meanwhile', detail: 'The state your change is based on is stale; nothing was saved. Please reload and make the change again.' },
  },
  'precondition-required': {
    de: { title: 'If-Match fehlt', detail: 'Diese Änderung braucht den Header If-Match mit dem zuletzt gelesenen ETag. Bitte lesen Sie den Stand und senden Sie ihn mit.' },
    en: { title: 'If-Match missing', detail: 'This change needs the header If-Match with the ETag that was read last. Please read the state and send it along.' },
  },
  'idempotency-key-reused': {
    de: { title: 'Idempotency-Key schon verwendet', detail: 'Dieser Idempotency-Key gehört zu einer anderen Anfrage. Bitte verwenden Sie für jede neue Anfrage einen neuen.' },
    en: { title: 'Idempotency-Key used already', detail: 'This Idempotency-Key belongs to another request. Please use a new one for every new request.' },
  },
  'request-in-progress': {
    de: { title: 'Anfrage läuft noch', detail: 'Dieselbe Anfrage wird gerade ausgeführt. Bitte warten Sie einen Augenblick und wiederholen Sie sie.' },
    en: { title: 'Request in progress', detail: 'The same request is being carried out. Please wait a moment and repeat it.' },
  },
  'limit-reached': {
    de: { title: 'Grenze erreicht', detail: 'Die größte zulässige Anzahl ist erreicht. Bitte entfernen Sie zuerst etwas, das nicht mehr gebraucht wird.' },
    en: { title: 'Limit reached', detail: 'The largest number allowed is reached. Please remove something that is no longer needed first.' },
  },
  'no-recipient-known': {
    de: { title: 'Kein Empfänger bekannt', detail: 'Für diese Kundennummer ist noch kein Empfänger bekannt. Bitte veranlassen Sie den ersten Brief im CRM.' },
    en: { title: 'No recipient known', detail: 'No recipient is known for this customer number yet. Please have the CRM request the first letter.' },
  },
  'payload-too-large': {
    de: { title: 'Anfrage zu groß', detail: 'Die Anfrage ist größer als erlaubt (32 KiB). Bitte kürzen Sie sie.' },
    en: { title: 'Request too large', detail: 'The request is larger than allowed (32 KiB). Please shorten it.' },
  },
  'unsupported-media-type': {
    de: { title: 'Format nicht unterstützt', detail: 'Angenommen wird nur JSON. Bitte senden Sie Content-Type: application/json.' },
    en: { title: 'Unsupported format', detail: 'Only JSON is accepted. Please send Content-Type: application/json.' },
  },
  'internal-error': {
    de: { title: 'Unerwarteter Fehler', detail: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es später noch einmal; bleibt es dabei, nennen Sie uns die traceId.' },
    en: { title: 'Unexpected error', detail: 'Something went wrong on our side. Please try again later; if it stays that way, tell us the traceId.' },
  },
  'external-service-unavailable': {
    de: { title: 'Anmeldedienst nicht erreichbar', detail: 'Der Anmeldedienst antwortet gerade nicht; geändert wurde nichts. Bitte versuchen Sie es in Kürze noch einmal.' },
    en: { title: 'Login service unavailable', detail: 'The login service does not answer at the moment; nothing was changed. Please try again shortly.' },
  },
  'service-unavailable': {
    de: { title: 'Vorübergehend nicht verfügbar', detail: 'Das ist gerade nicht möglich. Bitte wiederholen Sie die Anfrage in Kürze; doppelt ausgeführt wird dabei nichts.' },
    en: { title: 'Temporarily unavailable', detail: 'This is not possible at the moment. Please repeat the request shortly; nothing is done twice.' },
  },
};
