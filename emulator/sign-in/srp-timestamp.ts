const form = /^([A-Z][a-z]{2}) ([A-Z][a-z]{2}) ([1-9]\d?) (\d\d):(\d\d):(\d\d) UTC (\d{4})$/;
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Whether it is a moment in the form EEE MMM d HH:mm:ss z yyyy that there was: with the weekday of its date, and the day without a
 * leading zero (cognito.md 7.10, measured). assumed: how old it is does not matter.
 */
export const isSrpTimestamp = (text: string): boolean => {
  const [, weekday = "", month = "", ...numbers] = form.exec(text) ?? [];
  const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = numbers.map(Number);
  const date = new Date(Date.UTC(year, months.indexOf(month), day, hour, minute, second));
  return (
    weekdays[date.getUTCDay()] === weekday &&
    months[date.getUTCMonth()] === month &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second
  );
};
