export { NOTIFICATIONS_LISTS } from './lists.js';
export { MailService, type MailView, type NewMail } from './mail.service.js';
export { NotificationsModule } from './notifications.module.js';
