CREATE TABLE "enterprise_claim" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"uscc" text NOT NULL,
	"name" text NOT NULL,
	"town" text NOT NULL,
	"unit_id" text NOT NULL,
	"capacity" text NOT NULL,
	"legal_representative" text NOT NULL,
	"licence_issued_on" date NOT NULL,
	"status" text NOT NULL,
	"filed_at" timestamp(3) with time zone NOT NULL,
	"enterprise_id" text,
	CONSTRAINT "enterprise_claim_status" CHECK ("enterprise_claim"."status" in ('filed', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "enterprise_claim_capacity" CHECK ("enterprise_claim"."capacity" in ('legal_representative', 'authorised')),
	CONSTRAINT "enterprise_claim_approved" CHECK (("enterprise_claim"."status" = 'approved') = ("enterprise_claim"."enterprise_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "enterprise_claim_event" (
	"claim_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text NOT NULL,
	"reason" text,
	CONSTRAINT "enterprise_claim_event_claim_id_seq_pk" PRIMARY KEY("claim_id","seq"),
	CONSTRAINT "enterprise_claim_event_action" CHECK ("enterprise_claim_event"."action" in ('file', 'approve', 'refuse', 'withdraw')),
	CONSTRAINT "enterprise_claim_event_status" CHECK ("enterprise_claim_event"."status" in ('filed', 'approved', 'refused', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "enterprise_invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"enterprise_id" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"uses" integer NOT NULL,
	"used" integer NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	CONSTRAINT "enterprise_invitation_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "enterprise_invitation_used" CHECK ("enterprise_invitation"."used" between 0 and "enterprise_invitation"."uses")
);
--> statement-breakpoint
CREATE TABLE "enterprise_join" (
	"id" text PRIMARY KEY NOT NULL,
	"enterprise_id" text NOT NULL,
	"invitation_id" text NOT NULL,
	"person_id" text NOT NULL,
	"status" text NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"decided_at" timestamp(3) with time zone,
	"decided_by" text,
	"reason" text,
	CONSTRAINT "enterprise_join_status" CHECK ("enterprise_join"."status" in ('asked', 'admitted', 'refused', 'lapsed')),
	CONSTRAINT "enterprise_join_decided" CHECK (("enterprise_join"."status" = 'asked') = ("enterprise_join"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "enterprise_member_event" (
	"enterprise_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"person_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"reason" text,
	CONSTRAINT "enterprise_member_event_enterprise_id_seq_pk" PRIMARY KEY("enterprise_id","seq"),
	CONSTRAINT "enterprise_member_event_action" CHECK ("enterprise_member_event"."action" in ('register', 'displace', 'invite', 'revoke', 'ask', 'admit', 'refuse', 'remove', 'leave', 'hand_over', 'take_over'))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "enterprise_claim" ADD CONSTRAINT "enterprise_claim_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_claim" ADD CONSTRAINT "enterprise_claim_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_claim" ADD CONSTRAINT "enterprise_claim_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_claim_event" ADD CONSTRAINT "enterprise_claim_event_claim_id_enterprise_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."enterprise_claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_claim_event" ADD CONSTRAINT "enterprise_claim_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_invitation" ADD CONSTRAINT "enterprise_invitation_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_invitation" ADD CONSTRAINT "enterprise_invitation_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_join" ADD CONSTRAINT "enterprise_join_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_join" ADD CONSTRAINT "enterprise_join_invitation_id_enterprise_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."enterprise_invitation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_join" ADD CONSTRAINT "enterprise_join_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_join" ADD CONSTRAINT "enterprise_join_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_member_event" ADD CONSTRAINT "enterprise_member_event_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_member_event" ADD CONSTRAINT "enterprise_member_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_member_event" ADD CONSTRAINT "enterprise_member_event_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "enterprise_claim_open" ON "enterprise_claim" USING btree ("person_id","uscc") WHERE "enterprise_claim"."status" = 'filed';--> statement-breakpoint
CREATE INDEX "enterprise_claim_unit" ON "enterprise_claim" USING btree ("unit_id","status","filed_at");--> statement-breakpoint
CREATE INDEX "enterprise_claim_uscc" ON "enterprise_claim" USING btree ("uscc");--> statement-breakpoint
CREATE INDEX "enterprise_invitation_of" ON "enterprise_invitation" USING btree ("enterprise_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "enterprise_join_open" ON "enterprise_join" USING btree ("enterprise_id","person_id") WHERE "enterprise_join"."status" = 'asked';--> statement-breakpoint
CREATE INDEX "enterprise_join_person" ON "enterprise_join" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "enterprise_member_event_person" ON "enterprise_member_event" USING btree ("person_id","enterprise_id");--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'ticket_called', 'appointment_fulfilled', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_withdrawn', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed'));--> statement-breakpoint
-- by hand
-- An enterprise that had a principal keeps one for as long as it has members, whatever the code does: a second loser waits for the first.
CREATE FUNCTION "keep_a_principal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM enterprise WHERE id = OLD.enterprise_id FOR UPDATE;
  IF EXISTS (SELECT FROM enterprise_member WHERE enterprise_id = OLD.enterprise_id)
    AND NOT EXISTS (SELECT FROM enterprise_member WHERE enterprise_id = OLD.enterprise_id AND role = 'principal') THEN
    RAISE EXCEPTION 'enterprise % would be without a principal', OLD.enterprise_id USING ERRCODE = 'check_violation', CONSTRAINT = 'enterprise_keeps_a_principal';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "enterprise_keeps_a_principal" AFTER DELETE OR UPDATE OF "role" ON "enterprise_member"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'principal') EXECUTE FUNCTION "keep_a_principal"();
