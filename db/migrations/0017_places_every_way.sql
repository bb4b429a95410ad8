CREATE TABLE "place_try" (
	"subject" text PRIMARY KEY NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"tries" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "place" DROP CONSTRAINT "place_appointment_id_unique";--> statement-breakpoint
ALTER TABLE "place" DROP CONSTRAINT "place_kind";--> statement-breakpoint
DROP INDEX "place_hold";--> statement-breakpoint
ALTER TABLE "appointment" ALTER COLUMN "live_number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "lead_id" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "way" text DEFAULT 'citizen' NOT NULL;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "booked_by" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "ends_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "enterprise_id" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "excused" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "checklist" ADD COLUMN "minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "green_channel_until" date;--> statement-breakpoint
CREATE INDEX "appointment_lead_of" ON "appointment" USING btree ("lead_id") WHERE "appointment"."lead_id" is not null;--> statement-breakpoint
CREATE INDEX "appointment_booked_by" ON "appointment" USING btree ("booked_by","created_at") WHERE "appointment"."booked_by" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "place_taken" ON "place" USING btree ("appointment_id","slot_id") WHERE "place"."appointment_id" is not null;--> statement-breakpoint
CREATE INDEX "place_hold" ON "place" USING btree ("hold_id") WHERE "place"."hold_id" is not null;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_way" CHECK ("appointment"."way" in ('citizen', 'officer', 'wait_list', 'group'));--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_lead" CHECK (("appointment"."lead_id" is null) = ("appointment"."live_number" is not null));--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_kind" CHECK ("place"."kind" in ('public', 'green_channel', 'enterprise', 'walk_in', 'home_visit', 'withdrawn'));--> statement-breakpoint
-- by hand
update "checklist" set "minutes" = coalesce(("content"->>'minutesAtWindow')::int, 0) where "minutes" = 0
--> statement-breakpoint
alter table "place_try" set unlogged
