CREATE TABLE "wechat_message" (
	"id" text PRIMARY KEY NOT NULL,
	"letter_id" text,
	"failure" text,
	"noted_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wechat_push" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "subscribe_grant" ADD COLUMN "told_by_phone" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribe_grant" ADD COLUMN "told_by_wechat" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "wechat_message_age" ON "wechat_message" USING btree ("noted_at");--> statement-breakpoint
CREATE INDEX "wechat_push_age" ON "wechat_push" USING btree ("received_at");