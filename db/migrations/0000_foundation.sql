CREATE TABLE "appointment" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person_id" text NOT NULL,
	"item_code" text NOT NULL,
	"item_name" text NOT NULL,
	"checklist_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"hall_id" text NOT NULL,
	"status" text NOT NULL,
	"live_number" smallint NOT NULL,
	"late_change" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "appointment_status" CHECK ("appointment"."status" in ('booked', 'confirmed', 'arrived', 'in_service', 'fulfilled', 'cancelled', 'no_show'))
);
--> statement-breakpoint
CREATE TABLE "appointment_event" (
	"appointment_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"by" text NOT NULL,
	"actor_id" text,
	"note" text,
	CONSTRAINT "appointment_event_appointment_id_seq_pk" PRIMARY KEY("appointment_id","seq"),
	CONSTRAINT "appointment_event_action" CHECK ("appointment_event"."action" in ('book', 'confirm', 'decline', 'cancel', 'move', 'checkIn', 'start', 'complete', 'markNoShow')),
	CONSTRAINT "appointment_event_by" CHECK ("appointment_event"."by" in ('applicant', 'officer', 'system'))
);
--> statement-breakpoint
CREATE TABLE "material_tick" (
	"appointment_id" text NOT NULL,
	"material_id" text NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"ticked_by" text NOT NULL,
	"ticked_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "material_tick_appointment_id_material_id_pk" PRIMARY KEY("appointment_id","material_id"),
	CONSTRAINT "material_tick_state" CHECK ("material_tick"."state" in ('ok', 'gap'))
);
--> statement-breakpoint
CREATE TABLE "place" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "place_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"slot_id" text NOT NULL,
	"kind" text NOT NULL,
	"released_at" timestamp(3) with time zone NOT NULL,
	"hold_id" text,
	"held_by" text,
	"held_until" timestamp(3) with time zone,
	"appointment_id" text,
	CONSTRAINT "place_appointment_id_unique" UNIQUE("appointment_id"),
	CONSTRAINT "place_kind" CHECK ("place"."kind" in ('public', 'green_channel', 'enterprise', 'walk_in')),
	CONSTRAINT "place_hold_whole" CHECK (("place"."hold_id" is null) = ("place"."held_until" is null) and ("place"."hold_id" is null) = ("place"."held_by" is null))
);
--> statement-breakpoint
CREATE TABLE "queue_ticket" (
	"id" text PRIMARY KEY NOT NULL,
	"hall_id" text NOT NULL,
	"day" date NOT NULL,
	"number" text NOT NULL,
	"appointment_id" text,
	"status" text NOT NULL,
	"order_at" timestamp(3) with time zone NOT NULL,
	"missed_calls" smallint DEFAULT 0 NOT NULL,
	"counter" text,
	"called_by" text,
	"called_at" timestamp(3) with time zone,
	"started_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "queue_ticket_appointment_id_unique" UNIQUE("appointment_id"),
	CONSTRAINT "queue_ticket_status" CHECK ("queue_ticket"."status" in ('waiting', 'called', 'serving', 'done', 'missed'))
);
--> statement-breakpoint
CREATE TABLE "slot" (
	"id" text PRIMARY KEY NOT NULL,
	"hall_id" text NOT NULL,
	"day" date NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "slot_forward" CHECK ("slot"."starts_at" < "slot"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "case_clock" (
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"run" smallint NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"stopped_at" timestamp(3) with time zone,
	"paused" jsonb NOT NULL,
	"explanation" jsonb NOT NULL,
	CONSTRAINT "case_clock_case_id_kind_run_pk" PRIMARY KEY("case_id","kind","run"),
	CONSTRAINT "case_clock_kind" CHECK ("case_clock"."kind" in ('contact', 'processing'))
);
--> statement-breakpoint
CREATE TABLE "case_event" (
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"text" text,
	"internal" boolean NOT NULL,
	CONSTRAINT "case_event_case_id_seq_pk" PRIMARY KEY("case_id","seq"),
	CONSTRAINT "case_event_action" CHECK ("case_event"."action" in ('file', 'contact', 'assign', 'accept', 'askForMaterials', 'supply', 'note', 'complete', 'decline', 'withdraw', 'dispute')),
	CONSTRAINT "case_event_note_internal" CHECK ("case_event"."action" <> 'note' or "case_event"."internal")
);
--> statement-breakpoint
CREATE TABLE "number_series" (
	"series" text NOT NULL,
	"day" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "number_series_series_day_pk" PRIMARY KEY("series","day")
);
--> statement-breakpoint
CREATE TABLE "service_case" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"channel" text NOT NULL,
	"category" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"place" text,
	"enterprise_id" text,
	"requester_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"liaison_id" text,
	"status" text NOT NULL,
	"outcome" text,
	"outcome_text" text,
	"contacted_at" timestamp(3) with time zone,
	"completed_at" timestamp(3) with time zone,
	"times_reopened" smallint DEFAULT 0 NOT NULL,
	"external_number" text,
	"filed_at" timestamp(3) with time zone NOT NULL,
	"nearest_due_at" timestamp(3) with time zone,
	CONSTRAINT "service_case_number_unique" UNIQUE("number"),
	CONSTRAINT "service_case_external_number_unique" UNIQUE("external_number"),
	CONSTRAINT "service_case_status" CHECK ("service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'completed', 'declined', 'withdrawn')),
	CONSTRAINT "service_case_channel" CHECK ("service_case"."channel" in ('mini_program', 'window', 'phone', 'visit', 'workstation', 'wechat_group', 'hotline_12345', 'through_train')),
	CONSTRAINT "service_case_category" CHECK ("service_case"."category" in ('consultation', 'handling', 'training', 'safety_guidance', 'investigation', 'complaint')),
	CONSTRAINT "service_case_outcome" CHECK ("service_case"."outcome" in ('settled', 'beyond_policy', 'needs_coordination')),
	CONSTRAINT "service_case_closed_with_outcome" CHECK ("service_case"."status" <> 'completed' or ("service_case"."outcome" is not null and "service_case"."outcome_text" is not null and "service_case"."completed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "checklist" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"item_code" text NOT NULL,
	"item_version" integer NOT NULL,
	"item_name" text NOT NULL,
	"bookable" boolean NOT NULL,
	"hall_ids" text[] NOT NULL,
	"person_id" text,
	"answers" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_item" (
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"effective_from" date NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"branch" text NOT NULL,
	"minutes_at_window" integer NOT NULL,
	"content" jsonb NOT NULL,
	"search_keys" jsonb NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "service_item_code_version_pk" PRIMARY KEY("code","version")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"fields" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"read_at" timestamp(3) with time zone,
	CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'ticket_called', 'appointment_fulfilled', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_withdrawn', 'staff_appointment_booked'))
);
--> statement-breakpoint
CREATE TABLE "rating" (
	"occasion_id" text PRIMARY KEY NOT NULL,
	"level" smallint NOT NULL,
	"reasons" jsonb NOT NULL,
	"words" text,
	"options_version" integer NOT NULL,
	"rated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "rating_level" CHECK ("rating"."level" in (5, 4, 3, 2, 1))
);
--> statement-breakpoint
CREATE TABLE "rating_occasion" (
	"id" text PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"run" smallint NOT NULL,
	"place" text NOT NULL,
	"title" text NOT NULL,
	"person_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"finished_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "rating_occasion_subject" CHECK ("rating_occasion"."subject" in ('appointment', 'case')),
	CONSTRAINT "rating_occasion_place" CHECK ("rating_occasion"."place" in ('online', 'on_site'))
);
--> statement-breakpoint
CREATE TABLE "subscribe_grant" (
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"remaining" integer NOT NULL,
	CONSTRAINT "subscribe_grant_person_id_kind_pk" PRIMARY KEY("person_id","kind"),
	CONSTRAINT "subscribe_grant_counted" CHECK ("subscribe_grant"."remaining" >= 0)
);
--> statement-breakpoint
CREATE TABLE "content_load" (
	"name" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"loaded_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hall" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"town" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"counters" jsonb NOT NULL,
	"opening" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" text PRIMARY KEY NOT NULL,
	"parent_id" text,
	"path" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"town" text,
	"is_channel" boolean DEFAULT false NOT NULL,
	"phone" text NOT NULL,
	"hours" text NOT NULL,
	"duty_person_id" text,
	CONSTRAINT "unit_path_unique" UNIQUE("path"),
	CONSTRAINT "unit_kind" CHECK ("unit"."kind" in ('bureau', 'department', 'sub_bureau', 'hall', 'station', 'workstation'))
);
--> statement-breakpoint
CREATE TABLE "work_calendar_day" (
	"day" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "work_calendar_kind" CHECK ("work_calendar_day"."kind" in ('holiday', 'makeup'))
);
--> statement-breakpoint
CREATE TABLE "work_calendar_year" (
	"year" integer PRIMARY KEY NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enterprise" (
	"id" text PRIMARY KEY NOT NULL,
	"uscc" text NOT NULL,
	"name" text NOT NULL,
	"town" text NOT NULL,
	"unit_id" text NOT NULL,
	"liaison_id" text,
	"is_key" boolean DEFAULT false NOT NULL,
	CONSTRAINT "enterprise_uscc_unique" UNIQUE("uscc")
);
--> statement-breakpoint
CREATE TABLE "enterprise_member" (
	"enterprise_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "enterprise_member_enterprise_id_person_id_pk" PRIMARY KEY("enterprise_id","person_id"),
	CONSTRAINT "enterprise_member_role" CHECK ("enterprise_member"."role" in ('principal', 'employee'))
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"openid" text,
	"name" text,
	"id_kind" text,
	"id_number_sealed" "bytea",
	"id_number_hash" "bytea",
	"birth_date" date,
	"phone_sealed" "bytea",
	"phone_hash" "bytea",
	"real_name_verified_at" timestamp(3) with time zone,
	"consent_at" timestamp(3) with time zone,
	"online_booking_blocked_until" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "person_openid_unique" UNIQUE("openid"),
	CONSTRAINT "person_id_number_hash_unique" UNIQUE("id_number_hash"),
	CONSTRAINT "person_id_kind" CHECK ("person"."id_kind" in ('resident_id', 'passport', 'hk_mo_permit', 'taiwan_permit', 'foreign_permanent_resident_id')),
	CONSTRAINT "person_verified_whole" CHECK ("person"."real_name_verified_at" is null or ("person"."name" is not null and "person"."id_number_hash" is not null))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"access_hash" "bytea" NOT NULL,
	"access_expires_at" timestamp(3) with time zone NOT NULL,
	"refresh_hash" "bytea" NOT NULL,
	"previous_refresh_hash" "bytea",
	"refresh_expires_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "session_access_hash_unique" UNIQUE("access_hash"),
	CONSTRAINT "session_refresh_hash_unique" UNIQUE("refresh_hash")
);
--> statement-breakpoint
CREATE TABLE "staff_role" (
	"person_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"role" text NOT NULL,
	"hall_id" text,
	"counter" text,
	CONSTRAINT "staff_role_person_id_unit_id_role_pk" PRIMARY KEY("person_id","unit_id","role"),
	CONSTRAINT "staff_role_known" CHECK ("staff_role"."role" in ('officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "demo_clock" (
	"id" integer PRIMARY KEY NOT NULL,
	"offset_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange_receipt" (
	"event_id" text PRIMARY KEY NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"answer" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"endpoint" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"answer" "bytea" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "idempotency_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" smallint NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"leased_until" timestamp(3) with time zone,
	"last_error" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "outbox_state" CHECK ("outbox"."state" in ('pending', 'delivered', 'dropped', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wechat_token" (
	"id" text PRIMARY KEY NOT NULL,
	"token_sealed" "bytea",
	"expires_at" timestamp(3) with time zone,
	"renewing_until" timestamp(3) with time zone
);
--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_event" ADD CONSTRAINT "appointment_event_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_tick" ADD CONSTRAINT "material_tick_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_tick" ADD CONSTRAINT "material_tick_ticked_by_person_id_fk" FOREIGN KEY ("ticked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_slot_id_slot_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."slot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_called_by_person_id_fk" FOREIGN KEY ("called_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_clock" ADD CONSTRAINT "case_clock_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_requester_id_person_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_liaison_id_person_id_fk" FOREIGN KEY ("liaison_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_occasion_id_rating_occasion_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."rating_occasion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_occasion" ADD CONSTRAINT "rating_occasion_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_occasion" ADD CONSTRAINT "rating_occasion_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscribe_grant" ADD CONSTRAINT "subscribe_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hall" ADD CONSTRAINT "hall_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_unit_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_liaison_id_person_id_fk" FOREIGN KEY ("liaison_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_member" ADD CONSTRAINT "enterprise_member_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_member" ADD CONSTRAINT "enterprise_member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_code" ON "appointment" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_one_live_per_item" ON "appointment" USING btree ("person_id","item_code") WHERE "appointment"."status" in ('booked', 'confirmed', 'arrived', 'in_service');--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_live_limit" ON "appointment" USING btree ("person_id","live_number") WHERE "appointment"."status" in ('booked', 'confirmed', 'arrived', 'in_service');--> statement-breakpoint
CREATE INDEX "appointment_person" ON "appointment" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "appointment_slot" ON "appointment" USING btree ("slot_id");--> statement-breakpoint
CREATE INDEX "place_open" ON "place" USING btree ("slot_id","kind") WHERE "place"."appointment_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "place_hold" ON "place" USING btree ("hold_id") WHERE "place"."hold_id" is not null;--> statement-breakpoint
CREATE INDEX "place_held_by" ON "place" USING btree ("held_by") WHERE "place"."held_by" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "queue_ticket_number" ON "queue_ticket" USING btree ("hall_id","day","number");--> statement-breakpoint
CREATE INDEX "queue_ticket_waiting" ON "queue_ticket" USING btree ("hall_id","day","order_at") WHERE "queue_ticket"."status" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "queue_ticket_one_per_counter" ON "queue_ticket" USING btree ("hall_id","day","counter") WHERE "queue_ticket"."status" in ('called', 'serving');--> statement-breakpoint
CREATE UNIQUE INDEX "slot_hall_start" ON "slot" USING btree ("hall_id","starts_at");--> statement-breakpoint
CREATE INDEX "slot_hall_day" ON "slot" USING btree ("hall_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "case_clock_one_running" ON "case_clock" USING btree ("case_id","kind") WHERE "case_clock"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "service_case_enterprise" ON "service_case" USING btree ("enterprise_id","filed_at","id");--> statement-breakpoint
CREATE INDEX "service_case_requester" ON "service_case" USING btree ("requester_id","filed_at","id");--> statement-breakpoint
CREATE INDEX "service_case_unit_open" ON "service_case" USING btree ("unit_id","nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials');--> statement-breakpoint
CREATE INDEX "service_case_owner_open" ON "service_case" USING btree ("owner_id","nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials');--> statement-breakpoint
CREATE UNIQUE INDEX "checklist_code" ON "checklist" USING btree ("code");--> statement-breakpoint
CREATE INDEX "checklist_person" ON "checklist" USING btree ("person_id") WHERE "checklist"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "service_item_effective" ON "service_item" USING btree ("code","effective_from");--> statement-breakpoint
CREATE INDEX "notice_person" ON "notice" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rating_occasion_once" ON "rating_occasion" USING btree ("subject","subject_id","run");--> statement-breakpoint
CREATE INDEX "rating_occasion_person" ON "rating_occasion" USING btree ("person_id","finished_at");--> statement-breakpoint
CREATE INDEX "unit_path_prefix" ON "unit" USING btree ("path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "unit_channel_town" ON "unit" USING btree ("town") WHERE "unit"."is_channel";--> statement-breakpoint
CREATE INDEX "enterprise_member_person" ON "enterprise_member" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "person_phone" ON "person" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_previous_refresh" ON "session" USING btree ("previous_refresh_hash");--> statement-breakpoint
CREATE INDEX "idempotency_age" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "outbox" USING btree ("due_at") WHERE "outbox"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_dead" ON "outbox" USING btree ("created_at") WHERE "outbox"."state" = 'dead';