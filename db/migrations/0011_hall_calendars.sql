CREATE TABLE "hall_calendar_event" (
	"hall_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_id" text NOT NULL,
	"kind" text NOT NULL,
	"change" jsonb NOT NULL,
	"effect" jsonb NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "hall_calendar_event_hall_id_seq_pk" PRIMARY KEY("hall_id","seq"),
	CONSTRAINT "hall_calendar_event_kind" CHECK ("hall_calendar_event"."kind" in ('pattern', 'exception', 'closure', 'withdraw'))
);
--> statement-breakpoint
CREATE TABLE "hall_day_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"hall_id" text NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"from_clock" text,
	"to_clock" text,
	"frames" jsonb,
	"reason" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	CONSTRAINT "hall_day_entry_kind" CHECK ("hall_day_entry"."kind" in ('exception', 'closure')),
	CONSTRAINT "hall_day_entry_frames" CHECK (("hall_day_entry"."frames" is not null) = ("hall_day_entry"."kind" = 'exception'))
);
--> statement-breakpoint
CREATE TABLE "hall_pattern" (
	"hall_id" text NOT NULL,
	"version" integer NOT NULL,
	"effective_from" date NOT NULL,
	"pattern" jsonb NOT NULL,
	CONSTRAINT "hall_pattern_hall_id_version_pk" PRIMARY KEY("hall_id","version")
);
--> statement-breakpoint
ALTER TABLE "place" DROP CONSTRAINT "place_kind";--> statement-breakpoint
ALTER TABLE "slot" ADD COLUMN "generated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "hall_calendar_event" ADD CONSTRAINT "hall_calendar_event_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hall_calendar_event" ADD CONSTRAINT "hall_calendar_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hall_day_entry" ADD CONSTRAINT "hall_day_entry_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hall_pattern" ADD CONSTRAINT "hall_pattern_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hall_day_entry_current" ON "hall_day_entry" USING btree ("hall_id","day") WHERE "hall_day_entry"."withdrawn_at" is null;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_kind" CHECK ("place"."kind" in ('public', 'green_channel', 'enterprise', 'walk_in', 'withdrawn'));--> statement-breakpoint
-- by hand
UPDATE "slot" SET "generated" = true;--> statement-breakpoint
CREATE FUNCTION hall_calendar_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  raise exception 'what was published in a hall''s calendar is never altered';
end $$;--> statement-breakpoint
CREATE TRIGGER hall_calendar_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "hall_calendar_event" EXECUTE FUNCTION hall_calendar_keeps();--> statement-breakpoint
CREATE TRIGGER hall_pattern_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "hall_pattern" EXECUTE FUNCTION hall_calendar_keeps();
