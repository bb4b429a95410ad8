CREATE TABLE "case_assistance" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"question" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"explanation" jsonb NOT NULL,
	"answered_by" text,
	"answered_at" timestamp(3) with time zone,
	"answer" text,
	CONSTRAINT "case_assistance_answered_whole" CHECK (("case_assistance"."answered_at" is null) = ("case_assistance"."answer" is null))
);
--> statement-breakpoint
CREATE TABLE "case_extension" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"run" smallint NOT NULL,
	"working_days" smallint NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"approver" text NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp(3) with time zone,
	"answer" text,
	CONSTRAINT "case_extension_approver" CHECK ("case_extension"."approver" in ('unit_head', 'supervisor')),
	CONSTRAINT "case_extension_state" CHECK ("case_extension"."state" in ('asked', 'granted', 'refused', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "case_party" (
	"case_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"role" text NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"until" timestamp(3) with time zone,
	CONSTRAINT "case_party_role" CHECK ("case_party"."role" in ('referral', 'assistance', 'conference'))
);
--> statement-breakpoint
CREATE TABLE "case_referral" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"from_unit_id" text NOT NULL,
	"to_unit_id" text,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone,
	"explanation" jsonb NOT NULL,
	"decided_by" text,
	"decided_at" timestamp(3) with time zone,
	"answer" text,
	CONSTRAINT "case_referral_state" CHECK ("case_referral"."state" in ('pending', 'with_supervisor', 'accepted', 'returned', 'directed', 'dropped')),
	CONSTRAINT "case_referral_pending_unit" CHECK ("case_referral"."state" <> 'pending' or ("case_referral"."to_unit_id" is not null and "case_referral"."due_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "case_event" DROP CONSTRAINT "case_event_action";--> statement-breakpoint
ALTER TABLE "service_case" DROP CONSTRAINT "service_case_status";--> statement-breakpoint
DROP INDEX "service_case_unit_open";--> statement-breakpoint
DROP INDEX "service_case_owner_open";--> statement-breakpoint
ALTER TABLE "case_clock" ADD COLUMN "allowed" jsonb;--> statement-breakpoint
UPDATE "case_clock" c SET "allowed" = CASE
	WHEN c."kind" = 'contact' THEN '{"clockHours":24}'::jsonb
	WHEN (SELECT s."category" FROM "service_case" s WHERE s."id" = c."case_id") = 'complaint' THEN '{"workingDays":5}'::jsonb
	ELSE '{"workingDays":10}'::jsonb END;--> statement-breakpoint
ALTER TABLE "case_clock" ALTER COLUMN "allowed" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "case_clock" ADD COLUMN "extensions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "case_clock" ADD COLUMN "warned" text;--> statement-breakpoint
ALTER TABLE "case_clock" ADD COLUMN "warn_at" timestamp(3) with time zone;--> statement-breakpoint
UPDATE "case_clock" SET "warn_at" = "due_at" WHERE "stopped_at" IS NULL AND ("paused" = '[]' OR "paused" -> -1 ->> 'to' IS NOT NULL);--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "longitude" double precision;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "item_code" text;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "complexity" text DEFAULT 'general' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "danger" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "outcome_rule" text;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "next_owner_id" text;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "next_day" date;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "times_referred" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_case" ADD COLUMN "answered_by" text;--> statement-breakpoint
ALTER TABLE "case_assistance" ADD CONSTRAINT "case_assistance_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_assistance" ADD CONSTRAINT "case_assistance_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_assistance" ADD CONSTRAINT "case_assistance_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_assistance" ADD CONSTRAINT "case_assistance_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_extension" ADD CONSTRAINT "case_extension_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_extension" ADD CONSTRAINT "case_extension_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_extension" ADD CONSTRAINT "case_extension_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_party" ADD CONSTRAINT "case_party_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_party" ADD CONSTRAINT "case_party_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_referral" ADD CONSTRAINT "case_referral_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_referral" ADD CONSTRAINT "case_referral_from_unit_id_unit_id_fk" FOREIGN KEY ("from_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_referral" ADD CONSTRAINT "case_referral_to_unit_id_unit_id_fk" FOREIGN KEY ("to_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_referral" ADD CONSTRAINT "case_referral_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_referral" ADD CONSTRAINT "case_referral_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_assistance_one_open" ON "case_assistance" USING btree ("case_id","unit_id") WHERE "case_assistance"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "case_assistance_case" ON "case_assistance" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_assistance_unit" ON "case_assistance" USING btree ("unit_id") WHERE "case_assistance"."answered_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "case_extension_one_asked" ON "case_extension" USING btree ("case_id") WHERE "case_extension"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "case_extension_case" ON "case_extension" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_party_one" ON "case_party" USING btree ("case_id","unit_id","role") WHERE "case_party"."until" is null;--> statement-breakpoint
CREATE INDEX "case_party_unit" ON "case_party" USING btree ("unit_id","case_id") WHERE "case_party"."until" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "case_referral_one_open" ON "case_referral" USING btree ("case_id") WHERE "case_referral"."state" in ('pending', 'with_supervisor');--> statement-breakpoint
CREATE INDEX "case_referral_case" ON "case_referral" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_referral_due" ON "case_referral" USING btree ("due_at") WHERE "case_referral"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "case_referral_unit" ON "case_referral" USING btree ("to_unit_id") WHERE "case_referral"."state" = 'pending';--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_next_owner_id_person_id_fk" FOREIGN KEY ("next_owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_clock_warn" ON "case_clock" USING btree ("warn_at") WHERE "case_clock"."warn_at" is not null;--> statement-breakpoint
CREATE INDEX "service_case_unit_open" ON "service_case" USING btree ("unit_id","nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_owner_open" ON "service_case" USING btree ("owner_id","nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
ALTER TABLE "case_clock" ADD CONSTRAINT "case_clock_warned" CHECK ("case_clock"."warned" in ('owner', 'unit_head', 'supervisor', 'leader'));--> statement-breakpoint
ALTER TABLE "case_clock" ADD CONSTRAINT "case_clock_warns_running" CHECK ("case_clock"."stopped_at" is null or "case_clock"."warn_at" is null);--> statement-breakpoint
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_action" CHECK ("case_event"."action" in ('file', 'contact', 'assign', 'accept', 'classify', 'askForMaterials', 'supply', 'hold', 'resume', 'refer', 'acceptReferral', 'returnReferral', 'direct', 'askAssistance', 'answerAssistance', 'askExtension', 'grantExtension', 'refuseExtension', 'note', 'complete', 'submitAnswer', 'signOff', 'sendBack', 'decline', 'withdraw', 'dispute', 'confer', 'finishTask', 'planVisit', 'reportVisit', 'rectify', 'recheck', 'systemic', 'expireReferral', 'escalate'));--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_complexity" CHECK ("service_case"."complexity" in ('general', 'complex', 'especially_complex'));--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_point" CHECK (("service_case"."latitude" is null) = ("service_case"."longitude" is null));--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_reopened" CHECK ("service_case"."times_reopened" between 0 and 2) NOT VALID;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_outcome_whole" CHECK ("service_case"."outcome" <> 'needs_coordination' or ("service_case"."next_owner_id" is not null and "service_case"."next_day" is not null)) NOT VALID;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_status" CHECK ("service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off', 'completed', 'declined', 'withdrawn'));