/* Reads calendars with libical: for each file a line "file", a line for each event, and one for each error.
 *
 * Fields are between tabs; texts are in hexadecimal. Times are seconds since 1970, or days as YYYYMMDD.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(2); }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (fread(text, 1, size, file) != (size_t)size) exit(2);
    text[size] = 0;
    fclose(file);
    return text;
}

static void hex(const char *text)
{
    putchar('\t');
    for (; text && *text; text++) printf("%02x", (unsigned char)*text);
}

static void when(icalcomponent *event, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    struct icaltimetype time = icalproperty_get_datetime_with_component(property, event);
    if (time.is_date)
        printf("\t%04d%02d%02d", time.year, time.month, time.day);
    else
        printf("\t%lld", (long long)icaltime_as_timet_with_zone(time, time.zone));
}

static const char *text_of(icalcomponent *event, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    return property ? icalvalue_get_text(icalproperty_get_value(property)) : "";
}

static void errors(icalcomponent *component)
{
    icalproperty *error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
    for (; error; error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        printf("error\t%s\n", icalproperty_get_xlicerror(error));
    icalcomponent *part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
    for (; part; part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) errors(part);
}

static void read_file(const char *path)
{
    char *text = whole(path);
    icalcomponent *calendar = icalparser_parse_string(text);
    puts("file");
    if (!calendar) { puts("error\tnot a calendar"); free(text); return; }
    icalrestriction_check(calendar);
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        printf("event\t%s", icalcomponent_get_uid(event));
        when(event, ICAL_DTSTART_PROPERTY);
        when(event, ICAL_DTEND_PROPERTY);
        hex(text_of(event, ICAL_SUMMARY_PROPERTY));
        hex(text_of(event, ICAL_LOCATION_PROPERTY));
        hex(text_of(event, ICAL_DESCRIPTION_PROPERTY));
        printf("\t%d\t%s\n", icalcomponent_get_sequence(event),
               icalproperty_status_to_string(icalcomponent_get_status(event)));
    }
    errors(calendar);
    icalcomponent_free(calendar);
    free(text);
}

int main(int count, char **paths)
{
    for (int number = 1; number < count; number++) read_file(paths[number]);
    return 0;
}
