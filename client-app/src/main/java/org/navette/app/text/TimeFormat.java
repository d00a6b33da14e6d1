// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Times as people say them. */
public final class TimeFormat {
    private final Messages messages;
    private final ZoneId zone;

    public TimeFormat(Messages messages, ZoneId zone) {
        this.messages = messages;
        this.zone = zone;
    }

    /** How long ago, as far as that is short; else the day. */
    public String ago(Instant time, Instant now) {
        Duration since = Duration.between(time, now);
        if (since.toMinutes() < 1) {
            return messages.text("when.now");
        }
        if (since.toHours() < 1) {
            return messages.text("when.minutes", since.toMinutes());
        }
        if (since.toHours() < 12) {
            return messages.text("when.hours", since.toHours());
        }
        return exact(time);
    }

    /** The day: today, yesterday, or its date. */
    public String day(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return messages.text("when.today");
        }
        if (day.equals(today.minusDays(1))) {
            return messages.text("when.yesterday");
        }
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(messages.locale())
                .format(day);
    }

    /** The time of day. */
    public String time(Instant time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(messages.locale())
                .format(time.atZone(zone));
    }

    /** The day and the time. */
    public String exact(Instant time) {
        ZonedDateTime here = time.atZone(zone);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(messages.locale())
                .format(here);
    }

    /** A time that something takes, roughly: seconds, minutes, or hours. */
    public String about(Duration time) {
        if (time.toSeconds() < 55) {
            return messages.text("when.seconds", Math.max(1, time.toSeconds()));
        }
        if (time.toMinutes() < 90) {
            return messages.text("when.aboutMinutes", Math.max(1, Math.round(time.toSeconds() / 60.0)));
        }
        return messages.text("when.aboutHours", Math.round(time.toMinutes() / 60.0));
    }
}
