import { startOffline } from './offline/start.js';

// On every page of those who log devices: counts what the phone stores, sends it when it can, and warns before signing out.

void startOffline();
