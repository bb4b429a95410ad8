CREATE TABLE "counter_shift" (
	"id" text PRIMARY KEY NOT NULL,
	"hall_id" text NOT NULL,
	"day" date NOT NULL,
	"counter" text NOT NULL,
	"officer_id" text NOT NULL,
	"item_codes" text[],
	"opened_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "queue_ticket_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "queue_ticket_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" text NOT NULL,
	"hall_id" text NOT NULL,
	"day" date NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"counter" text,
	"note" text,
	CONSTRAINT "queue_ticket_event_action" CHECK ("queue_ticket_event"."action" in ('issue', 'identify', 'call', 'recall', 'skip', 'park', 'resume', 'transfer', 'start', 'finish', 'bringBack')),
	CONSTRAINT "queue_ticket_event_status" CHECK ("queue_ticket_event"."status" in ('waiting', 'called', 'serving', 'parked', 'done', 'missed'))
);
--> statement-breakpoint
ALTER TABLE "queue_ticket" DROP CONSTRAINT "queue_ticket_status";--> statement-breakpoint
DROP INDEX "queue_ticket_waiting";--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD COLUMN "lane" text DEFAULT 'booked' NOT NULL;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD COLUMN "item_code" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD COLUMN "item_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD COLUMN "visit_id" text;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD COLUMN "person_id" text;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD COLUMN "for_counter" text;--> statement-breakpoint
ALTER TABLE "counter_shift" ADD CONSTRAINT "counter_shift_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counter_shift" ADD CONSTRAINT "counter_shift_officer_id_person_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_ticket_event" ADD CONSTRAINT "queue_ticket_event_ticket_id_queue_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."queue_ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_ticket_event" ADD CONSTRAINT "queue_ticket_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "counter_shift_one_open" ON "counter_shift" USING btree ("hall_id","day","counter") WHERE "counter_shift"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "counter_shift_hall" ON "counter_shift" USING btree ("hall_id","day");--> statement-breakpoint
CREATE INDEX "queue_ticket_event_ticket" ON "queue_ticket_event" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "queue_ticket_event_hall" ON "queue_ticket_event" USING btree ("hall_id","day","id");--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "queue_ticket_waiting" ON "queue_ticket" USING btree ("hall_id","day","order_at","number") WHERE "queue_ticket"."status" = 'waiting';--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_visit_id_unique" UNIQUE("visit_id");--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_lane" CHECK ("queue_ticket"."lane" in ('booked', 'booked_green', 'late', 'green_channel', 'walk_in', 'walk_in_extra'));--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_held" CHECK ("queue_ticket"."status" not in ('called', 'serving') or ("queue_ticket"."counter" is not null and "queue_ticket"."called_by" is not null));--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_status" CHECK ("queue_ticket"."status" in ('waiting', 'called', 'serving', 'parked', 'done', 'missed'));--> statement-breakpoint
-- by hand: tickets of before know their item and person from the appointment
UPDATE "queue_ticket" t SET item_code = a.item_code, item_name = a.item_name, person_id = a.person_id FROM "appointment" a WHERE a.id = t.appointment_id;
